/* 0001_orders: orders */
#include "0001_orders.h"

#include <restruct.h>

void upgrade_0001_orders(restruct_migration *m)
{
	restruct_sql(m, "CREATE SCHEMA IF NOT EXISTS audit");
	restruct_sql(m, "CREATE FUNCTION touch() RETURNS trigger\n"
			"LANGUAGE plpgsql\n"
			"AS $$BEGIN RETURN NEW; END$$");
	restruct_sql(m, "CREATE TABLE orders (\n"
			"\tid bigint NOT NULL,\n"
			"\tclerk text,\n"
			"\ttotal integer NOT NULL,\n"
			"\tCONSTRAINT orders_pkey PRIMARY KEY (id)\n"
			")");
	restruct_sql(m, "CREATE TRIGGER touch BEFORE UPDATE ON orders\n"
			"\tFOR EACH ROW\n"
			"\tEXECUTE FUNCTION touch()");
	restruct_sql(m, "GRANT SELECT ON TABLE orders TO clerks");
}

void downgrade_0001_orders(restruct_migration *m)
{
	/* the rows of "orders" are lost */
	restruct_sql(m, "DROP TABLE orders");
	restruct_sql(m, "DROP FUNCTION touch()");
	/* fails unless the schema is empty */
	restruct_sql(m, "DROP SCHEMA audit");
}
