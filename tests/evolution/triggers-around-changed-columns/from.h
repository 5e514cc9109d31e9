#include <restruct_model.h>

struct order {
	int64_t id DB_PRIMARY_KEY;
	int32_t total;
	char state[10];
	char *note;
} DB_TABLE(orders) DB_ROW_SECURITY;

struct entry {
	int64_t id DB_PRIMARY_KEY;
	int32_t total;
} DB_TABLE(entries);

DB_TRIGGER(by_name, "BEFORE UPDATE OF total ON orders FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()")
	DB_COMMENT("stays") DB_ENABLED("always");
DB_TRIGGER(by_value, "BEFORE UPDATE ON orders FOR EACH ROW WHEN (new.state = 'x') "
	"EXECUTE FUNCTION suppress_redundant_updates_trigger()");
DB_TRIGGER(apart, "BEFORE UPDATE OF note ON orders FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()");
/** Who sees it. */
DB_POLICY(seen, "ON orders FOR SELECT USING (total > 0 OR state = 'x')");
DB_POLICY(elsewhere, "ON entries USING (EXISTS (SELECT 1 FROM orders o WHERE o.total = entries.total))");
DB_RULE(copy, "AS ON INSERT TO orders DO ALSO INSERT INTO entries (id, total) VALUES (new.id, new.total)");
DB_STATISTICS(together, "ON total, state FROM orders") DB_COMMENT("stays, too");
DB_GRANT("SELECT (total, note), UPDATE ON orders TO pg_monitor");
