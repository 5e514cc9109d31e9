/* 0001_first: first */
#include "0001_first.h"

#include <restruct.h>

void upgrade_0001_first(restruct_migration *m)
{
	restruct_sql(m, "CREATE FUNCTION touch() RETURNS trigger\n"
			"LANGUAGE plpgsql\n"
			"AS $$BEGIN RETURN NEW; END$$");
	restruct_sql(m, "CREATE TABLE orders (\n"
			"\tid bigint NOT NULL,\n"
			"\ttotal numeric(10,2) NOT NULL,\n"
			"\tchanged timestamptz NOT NULL,\n"
			"\tCONSTRAINT orders_pkey PRIMARY KEY (id)\n"
			")");
	restruct_sql(m, "CREATE TRIGGER touch BEFORE UPDATE ON orders\n"
			"\tFOR EACH ROW\n"
			"\tEXECUTE FUNCTION touch()");
	restruct_sql(m, "CREATE VIEW sums AS\n"
			"SELECT sum(total) AS total\n"
			"FROM orders");
}

void downgrade_0001_first(restruct_migration *m)
{
	restruct_sql(m, "DROP VIEW sums");
	/* the rows of "orders" are lost */
	restruct_sql(m, "DROP TABLE orders");
	restruct_sql(m, "DROP FUNCTION touch()");
}
