/* 0002_who_may: who may */
#include "0002_who_may.h"

#include <restruct.h>

void upgrade_0002_who_may(restruct_migration *m)
{
	restruct_sql(m, "ALTER TABLE orders RENAME TO purchases");
	restruct_sql(m, "ALTER TABLE purchases SET SCHEMA audit");
	restruct_sql(m, "ALTER TRIGGER touch ON audit.purchases RENAME TO touched");
	restruct_sql(
		m, "ALTER TABLE audit.purchases RENAME CONSTRAINT orders_pkey TO purchases_pkey");
	restruct_sql(m, "DROP TRIGGER touched ON audit.purchases");
	restruct_sql(m, "CREATE COLLATION german (provider = icu, locale = 'de')");
	restruct_sql(m, "CREATE STATISTICS audit.clerks ON clerk, total FROM audit.purchases");
	restruct_sql(m, "ALTER STATISTICS audit.clerks SET STATISTICS 1000");
	restruct_sql(m,
		"CREATE CONSTRAINT TRIGGER \"it's balanced\" AFTER INSERT ON audit.purchases DEFERRABLE INITIALLY DEFERRED\n"
		"\tFOR EACH ROW\n"
		"\tEXECUTE FUNCTION touch()");
	restruct_sql(m, "CREATE TRIGGER touched BEFORE UPDATE OF total ON audit.purchases\n"
			"\tFOR EACH ROW WHEN (new.total > 1)\n"
			"\tEXECUTE FUNCTION touch()");
	restruct_sql(m, "ALTER TABLE audit.purchases ENABLE ALWAYS TRIGGER touched");
	restruct_sql(m, "COMMENT ON TRIGGER touched ON audit.purchases IS 'When it changed.'");
	restruct_sql(m,
		"CREATE POLICY own ON audit.purchases FOR SELECT TO clerks, public_readers\n"
		"\tUSING (clerk = current_user)");
	restruct_sql(m, "CREATE RULE keep AS ON DELETE TO audit.purchases DO INSTEAD NOTHING");
	restruct_sql(m, "ALTER TABLE audit.purchases ENABLE ROW LEVEL SECURITY");
	restruct_sql(m, "ALTER TABLE audit.purchases FORCE ROW LEVEL SECURITY");
	restruct_sql(m, "GRANT UPDATE (total) ON TABLE audit.purchases TO clerks");
	restruct_sql(m, "GRANT SELECT ON TABLE audit.purchases TO clerks WITH GRANT OPTION");
	restruct_sql(m, "REVOKE EXECUTE ON FUNCTION touch() FROM PUBLIC");
	restruct_sql(m, "GRANT SELECT, UPDATE (total) ON TABLE audit.purchases TO PUBLIC");
	restruct_commit(m);
	restruct_sql(m, "ANALYZE audit.purchases");
}

void downgrade_0002_who_may(restruct_migration *m)
{
	restruct_sql(m, "ALTER TABLE audit.purchases RENAME TO orders");
	restruct_sql(m,
		"DO $$\n"
		"BEGIN\n"
		"\tEXECUTE format('ALTER TABLE audit.orders SET SCHEMA %I', current_schema());\n"
		"END\n"
		"$$");
	restruct_sql(m, "ALTER TRIGGER touched ON orders RENAME TO touch");
	restruct_sql(m, "ALTER TABLE orders RENAME CONSTRAINT purchases_pkey TO orders_pkey");
	/* whoever may read "orders" sees all of its rows then */
	restruct_sql(m, "ALTER TABLE orders DISABLE ROW LEVEL SECURITY");
	restruct_sql(m, "ALTER TABLE orders NO FORCE ROW LEVEL SECURITY");
	restruct_sql(m, "DROP STATISTICS audit.clerks");
	restruct_sql(m, "DROP TRIGGER \"it's balanced\" ON orders");
	restruct_sql(m, "DROP TRIGGER touch ON orders");
	restruct_sql(m, "DROP POLICY own ON orders");
	restruct_sql(m, "DROP RULE keep ON orders");
	restruct_sql(m, "CREATE TRIGGER touch BEFORE UPDATE ON orders\n"
			"\tFOR EACH ROW\n"
			"\tEXECUTE FUNCTION touch()");
	restruct_sql(m, "REVOKE UPDATE (total) ON TABLE orders FROM clerks");
	restruct_sql(m, "REVOKE GRANT OPTION FOR SELECT ON TABLE orders FROM clerks");
	restruct_sql(m, "GRANT EXECUTE ON FUNCTION touch() TO PUBLIC");
	restruct_sql(m, "REVOKE SELECT, UPDATE (total) ON TABLE orders FROM PUBLIC");
	restruct_sql(m, "DROP COLLATION german");
}
