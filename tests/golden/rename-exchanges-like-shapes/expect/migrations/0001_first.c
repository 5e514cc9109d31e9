/* 0001_first: first */
#include "0001_first.h"

#include <restruct.h>

void upgrade_0001_first(restruct_migration *m)
{
	restruct_sql(m, "CREATE TABLE prices (\n"
			"\tid bigint NOT NULL,\n"
			"\tnet integer NOT NULL,\n"
			"\tgross integer NOT NULL,\n"
			"\tCONSTRAINT prices_pkey PRIMARY KEY (id)\n"
			")");
}

void downgrade_0001_first(restruct_migration *m)
{
	/* the rows of "prices" are lost */
	restruct_sql(m, "DROP TABLE prices");
}
