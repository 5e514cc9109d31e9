#include <restruct_model.h>

DB_SCHEMA("odd schema");

struct odd {
	int64_t id DB_PRIMARY_KEY;
	int32_t a DB_COLUMN("a \"b\" FOR EACH ROW");
	char *text DB_COLUMN("TO x, $1");
} DB_TABLE("odd schema"."we\"ird ON t.able\n") DB_ROW_SECURITY;

DB_TRIGGER("it's \"on\" ON x", "BEFORE UPDATE OF \"a \"\"b\"\" FOR EACH ROW\" ON \"odd schema\".\"we\"\"ird ON t.able\n\" FOR EACH ROW "
	"WHEN (new.\"a \"\"b\"\" FOR EACH ROW\" > 1 AND new.\"TO x, $1\" <> ' EXECUTE FUNCTION \\') "
	"EXECUTE FUNCTION suppress_redundant_updates_trigger()") DB_ENABLED("always") DB_COMMENT("it's\nso");
DB_POLICY("äääääääääääääääääääääääääääääääx", "ON \"odd schema\".\"we\"\"ird ON t.able\n\" USING (\"a \"\"b\"\" FOR EACH ROW\" > 0)") DB_COMMENT("%s $$");
DB_RULE("select", "AS ON DELETE TO \"odd schema\".\"we\"\"ird ON t.able\n\" DO INSTEAD NOTHING");
DB_STATISTICS("odd schema"."a.b", "ON \"a \"\"b\"\" FOR EACH ROW\", \"TO x, $1\" FROM \"odd schema\".\"we\"\"ird ON t.able\n\"");
DB_COLLATION("odd schema"."it's", "(provider = icu, locale = 'de')");
DB_GRANT("SELECT (\"a \"\"b\"\" FOR EACH ROW\"), UPDATE ON \"odd schema\".\"we\"\"ird ON t.able\n\" TO pg_monitor, PUBLIC");
DB_GRANT("USAGE ON SCHEMA \"odd schema\" TO pg_monitor");
