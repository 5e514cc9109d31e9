#include <restruct_model.h>

DB_SCHEMA(sales);

struct purchase {
	int64_t id DB_PRIMARY_KEY;
	int32_t sum DB_WAS(total);
	char *state;
} DB_TABLE(sales.purchases) DB_WAS(orders) DB_ROW_SECURITY;

DB_TRIGGER(quiet, "BEFORE UPDATE OF sum ON sales.purchases FOR EACH ROW WHEN (new.sum > old.sum) "
	"EXECUTE FUNCTION suppress_redundant_updates_trigger()");
DB_TRIGGER(is_that, "BEFORE UPDATE ON sales.purchases FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()")
	DB_WAS(was_this);
DB_POLICY(seen, "ON sales.purchases FOR SELECT USING (sum > 0 AND purchases.state = 'x')");
DB_RULE(keep, "AS ON DELETE TO sales.purchases WHERE old.sum > 1 DO INSTEAD NOTHING");
DB_STATISTICS(together, "ON sum, state FROM sales.purchases");
DB_GRANT("SELECT (sum), UPDATE ON sales.purchases TO pg_monitor");
