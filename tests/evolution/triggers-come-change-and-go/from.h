#include <restruct_model.h>

DB_SCHEMA(audit);

struct order {
	int64_t id DB_PRIMARY_KEY;
	int32_t total;
	char *note;
} DB_TABLE(orders);

struct entry {
	int64_t id DB_PRIMARY_KEY;
	char *text;
} DB_TABLE(audit.entries);

/** It goes. */
DB_TRIGGER(gone, "BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()");
DB_TRIGGER(other_when, "BEFORE UPDATE OF total ON orders FOR EACH ROW WHEN (new.total > 1) "
	"EXECUTE FUNCTION suppress_redundant_updates_trigger()") DB_ENABLED("always");
DB_TRIGGER(becomes_silent, "BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()");
DB_TRIGGER(old_name, "BEFORE UPDATE ON audit.entries FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()");
DB_TRIGGER(other_comment, "BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()")
	DB_COMMENT("as it was");
