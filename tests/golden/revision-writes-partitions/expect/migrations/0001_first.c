/* 0001_first: first */
#include "0001_first.h"

#include <restruct.h>

void upgrade_0001_first(restruct_migration *m)
{
	restruct_sql(m, "CREATE TABLE orders (\n"
			"\tid bigint NOT NULL,\n"
			"\tplaced_on date NOT NULL,\n"
			"\tCONSTRAINT orders_pkey PRIMARY KEY (id, placed_on)\n"
			") PARTITION BY RANGE (placed_on)");
	restruct_sql(m,
		"CREATE TABLE orders_2024 PARTITION OF orders FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')");
	restruct_sql(m, "CREATE TABLE people (\n"
			"\tid bigint NOT NULL,\n"
			"\tname text,\n"
			"\tCONSTRAINT people_pkey PRIMARY KEY (id)\n"
			")");
}

void downgrade_0001_first(restruct_migration *m)
{
	/* the rows of "orders_2024" are lost */
	restruct_sql(m, "DROP TABLE orders_2024");
	/* the rows of "orders" are lost */
	restruct_sql(m, "DROP TABLE orders");
	/* the rows of "people" are lost */
	restruct_sql(m, "DROP TABLE people");
}
