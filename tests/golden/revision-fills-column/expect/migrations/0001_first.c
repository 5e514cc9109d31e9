/* 0001_first: first */
#include "0001_first.h"

#include <restruct.h>

void upgrade_0001_first(restruct_migration *m)
{
	restruct_sql(m, "CREATE TABLE orders (\n"
			"\tid bigint NOT NULL,\n"
			"\tCONSTRAINT orders_pkey PRIMARY KEY (id)\n"
			")");
}

void downgrade_0001_first(restruct_migration *m)
{
	/* the rows of "orders" are lost */
	restruct_sql(m, "DROP TABLE orders");
}
