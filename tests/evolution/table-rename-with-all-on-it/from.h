#include <restruct_model.h>

DB_SCHEMA(sales);

struct order {
	int64_t id DB_PRIMARY_KEY;
	int32_t total;
	char *state;
} DB_TABLE(orders) DB_ROW_SECURITY;

DB_TRIGGER(quiet, "BEFORE UPDATE OF total ON orders FOR EACH ROW WHEN (new.total > old.total) "
	"EXECUTE FUNCTION suppress_redundant_updates_trigger()");
DB_TRIGGER(was_this, "BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()");
DB_POLICY(seen, "ON orders FOR SELECT USING (total > 0 AND orders.state = 'x')");
DB_RULE(keep, "AS ON DELETE TO orders WHERE old.total > 1 DO INSTEAD NOTHING");
DB_STATISTICS(together, "ON total, state FROM orders");
DB_GRANT("SELECT (total), UPDATE ON orders TO pg_monitor");
