#include <restruct_model.h>

DB_EXTENSION(pg_trgm);
DB_EXTENSION(btree_gin);

struct item {
	int64_t id DB_PRIMARY_KEY;
	char *name;
	char *tags DB_TYPE("text[]");
	int32_t a;
	int32_t b;
} DB_TABLE(items) DB_INDEX("(a)") DB_INDEX(items_changes, "(a)") DB_UNIQUE_INDEX(items_once, "(b) WHERE a > 0") DB_INDEX(items_gone, "(b DESC)");
