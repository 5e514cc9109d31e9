/* 0001_first: first */
#include "0001_first.h"

#include <restruct.h>

void upgrade_0001_first(restruct_migration *m)
{
	restruct_sql(m, "CREATE TABLE depots (\n"
			"\tid bigint NOT NULL,\n"
			"\tCONSTRAINT depots_pkey PRIMARY KEY (id)\n"
			")");
	restruct_sql(m, "CREATE TABLE parcels (\n"
			"\tid bigint NOT NULL,\n"
			"\tdepot_id bigint NOT NULL,\n"
			"\tweight integer NOT NULL,\n"
			"\tlabel text,\n"
			"\tCONSTRAINT parcels_pkey PRIMARY KEY (id)\n"
			")");
}

void downgrade_0001_first(restruct_migration *m)
{
	/* the rows of "depots" are lost */
	restruct_sql(m, "DROP TABLE depots");
	/* the rows of "parcels" are lost */
	restruct_sql(m, "DROP TABLE parcels");
}
