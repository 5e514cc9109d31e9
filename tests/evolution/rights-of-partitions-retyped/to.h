#include <restruct_model.h>
struct t { int64_t id; int64_t a; } DB_TABLE(t) DB_PARTITION_BY("RANGE (id)") DB_ROW_SECURITY;
DB_PARTITION(t1, t, "FOR VALUES FROM (1) TO (10)");
struct base { int64_t id DB_PRIMARY_KEY; int64_t a; } DB_TABLE(base);
struct child { int32_t b; } DB_TABLE(child) DB_INHERITS(base);
DB_TRIGGER(tr, "BEFORE UPDATE OF a ON t FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()") DB_ENABLED("always");
DB_TRIGGER(own, "BEFORE UPDATE OF a ON t1 FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()");
DB_TRIGGER(tc, "BEFORE UPDATE OF a ON child FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()");
DB_POLICY(p, "ON t USING (a > 0)");
DB_POLICY(pc, "ON child USING (a > 0 AND b > 0)");
DB_STATISTICS(s, "ON a, b FROM child");
DB_GRANT("SELECT (a, b) ON child TO pg_monitor");
DB_GRANT("SELECT ON t1 TO pg_monitor");
