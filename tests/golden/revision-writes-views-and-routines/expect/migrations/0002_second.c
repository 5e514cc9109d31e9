/* 0002_second: second */
#include "0002_second.h"

#include <restruct.h>

void upgrade_0002_second(restruct_migration *m)
{
	restruct_sql(m, "DROP TRIGGER touch ON orders");
	/* comes back below */
	restruct_sql(m, "DROP VIEW sums");
	restruct_sql(m, "CREATE OR REPLACE FUNCTION touch() RETURNS trigger\n"
			"LANGUAGE plpgsql\n"
			"AS $$\n"
			"BEGIN\n"
			"\tNEW.changed := now();\n"
			"\tRETURN NEW;\n"
			"END$$");
	restruct_sql(m,
		"CREATE AGGREGATE last_of (double precision ORDER BY integer) (SFUNC = ordered_set_transition, STYPE = internal, FINALFUNC = percentile_disc_final, FINALFUNC_MODIFY = READ_ONLY)");
	restruct_sql(m, "ALTER TABLE orders ALTER COLUMN total TYPE numeric(12,2)");
	restruct_sql(m, "CREATE STATISTICS \"both\" (dependencies) ON id, total FROM orders");
	restruct_sql(m, "ALTER STATISTICS \"both\" SET STATISTICS 200");
	restruct_sql(m, "CREATE TRIGGER touch BEFORE UPDATE ON orders\n"
			"\tFOR EACH ROW WHEN (old.* IS DISTINCT FROM new.*)\n"
			"\tEXECUTE FUNCTION touch()");
	restruct_sql(m, "ALTER TABLE orders ENABLE ALWAYS TRIGGER touch");
	restruct_sql(m, "CREATE MATERIALIZED VIEW large WITH (fillfactor = 90) AS\n"
			"SELECT id, total\n"
			"FROM orders\n"
			"WHERE total > 1000");
	restruct_sql(m, "CREATE UNIQUE INDEX large_by_id ON large (id)");
	restruct_sql(m, "CREATE VIEW sums WITH (security_barrier = true) AS\n"
			"SELECT CAST(total / 1000 AS bigint) AS class_, sum(total) AS total\n"
			"FROM orders\n"
			"GROUP BY 1");
	restruct_sql(m, "COMMENT ON VIEW sums IS 'By thousands.'");
	restruct_sql(m, "COMMENT ON COLUMN sums.class_ IS 'in thousands'");
	restruct_sql(m, "CREATE RULE keep AS ON DELETE TO sums DO INSTEAD NOTHING");
	restruct_commit(m);
	restruct_sql(m, "ANALYZE orders");
}

void downgrade_0002_second(restruct_migration *m)
{
	restruct_sql(m, "DROP STATISTICS \"both\"");
	restruct_sql(m, "DROP TRIGGER touch ON orders");
	restruct_sql(m, "DROP RULE keep ON sums");
	restruct_sql(m, "DROP MATERIALIZED VIEW large");
	/* comes back below */
	restruct_sql(m, "DROP VIEW sums");
	restruct_sql(m, "CREATE OR REPLACE FUNCTION touch() RETURNS trigger\n"
			"LANGUAGE plpgsql\n"
			"AS $$BEGIN RETURN NEW; END$$");
	/* values of "orders.total" that do not fit numeric(10,2) are cut or refused */
	restruct_sql(m, "ALTER TABLE orders ALTER COLUMN total TYPE numeric(10,2)");
	restruct_sql(m, "CREATE TRIGGER touch BEFORE UPDATE ON orders\n"
			"\tFOR EACH ROW\n"
			"\tEXECUTE FUNCTION touch()");
	restruct_sql(m, "CREATE VIEW sums AS\n"
			"SELECT sum(total) AS total\n"
			"FROM orders");
	restruct_sql(m, "DROP AGGREGATE last_of(double precision ORDER BY integer)");
	restruct_commit(m);
	restruct_sql(m, "ANALYZE orders");
}
