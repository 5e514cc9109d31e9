#include <restruct_model.h>

struct other {
	int64_t id DB_PRIMARY_KEY;
} DB_TABLE(others);

struct item {
	int64_t id DB_PRIMARY_KEY;
	int32_t a DB_CHECK("a > 1");
	int64_t other_id DB_REFERENCES(others, id, "DEFERRABLE INITIALLY DEFERRED");
	int64_t next_id DB_NULL DB_REFERENCES(items);
} DB_TABLE(items);
