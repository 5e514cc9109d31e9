/* 0001_first: first */
#include "0001_first.h"

#include <restruct.h>

void upgrade_0001_first(restruct_migration *m)
{
	restruct_sql(m, "CREATE TYPE level AS ENUM ('low', 'mid')");
	restruct_sql(m, "CREATE TABLE items (\n"
			"\tid bigint NOT NULL,\n"
			"\tlevel level NOT NULL,\n"
			"\tCONSTRAINT items_pkey PRIMARY KEY (id)\n"
			")");
}

void downgrade_0001_first(restruct_migration *m)
{
	/* the rows of "items" are lost */
	restruct_sql(m, "DROP TABLE items");
	restruct_sql(m, "DROP TYPE level");
}
