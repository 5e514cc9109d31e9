/* 0001_first: first */
#include "0001_first.h"

#include <restruct.h>

void upgrade_0001_first(restruct_migration *m)
{
	restruct_sql(m, "CREATE TABLE readings (\n"
			"\tid bigint NOT NULL,\n"
			"\tday date NOT NULL\n"
			") PARTITION BY RANGE (day)");
	restruct_sql(m,
		"CREATE TABLE readings_2023 PARTITION OF readings FOR VALUES FROM ('2023-01-01') TO ('2024-01-01')");
	restruct_sql(m,
		"CREATE TABLE readings_2024 PARTITION OF readings FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')");
}

void downgrade_0001_first(restruct_migration *m)
{
	/* the rows of "readings_2023" are lost */
	restruct_sql(m, "DROP TABLE readings_2023");
	/* the rows of "readings_2024" are lost */
	restruct_sql(m, "DROP TABLE readings_2024");
	/* the rows of "readings" are lost */
	restruct_sql(m, "DROP TABLE readings");
}
