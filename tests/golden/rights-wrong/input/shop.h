#include <restruct_model.h>

struct order {
	int64_t id DB_PRIMARY_KEY;
	char *clerk;
} DB_TABLE(orders);

DB_TRIGGER(lost, "BEFORE UPDATE ON ordrs FOR EACH ROW EXECUTE FUNCTION touch()");
DB_TRIGGER(blind, "BEFORE UPDATE OF clark ON orders FOR EACH ROW WHEN (new.idd > 1) EXECUTE FUNCTION touch()");
DB_TRIGGER(twice, "BEFORE UPDATE ON orders EXECUTE FUNCTION touch()");
DB_TRIGGER(twice, "AFTER UPDATE ON orders EXECUTE FUNCTION touch()");
DB_TRIGGER(misspelt, "BEFOR UPDATE ON orders EXECUTE FUNCTION touch()");
DB_TRIGGER(asleep, "AFTER UPDATE ON orders EXECUTE FUNCTION touch()") DB_ENABLED("never");
DB_POLICY(sees, "ON orders USING (clark = current_user)") DB_ENABLED("always");
DB_POLICY(me, "ON orders TO current_user");
DB_RULE(view, "AS ON SELECT TO orders DO INSTEAD SELECT 1");
DB_STATISTICS(kinds, "(ndistinkt) ON id, clerk FROM orders");
DB_STATISTICS(exact, "ON id, clerk FROM orders") DB_STATISTICS_TARGET("100000");
DB_GRANT("SELECT (clark) ON orders TO reader");
DB_GRANT("SELECT ON ordrs TO reader");
DB_GRANT("EXECUTE ON orders TO reader");
DB_GRANT("USAGE ON SEQUENCE numbers TO reader");
DB_GRANT("EXECUTE ON FUNCTION touch TO reader");
DB_GRANT("USAGE ON SCHEMA audit TO reader") DB_WAS(it);
DB_REVOKE("SELECT ON orders FROM reader");
