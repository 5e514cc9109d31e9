#include <restruct_model.h>

DB_EXTENSION(pg_trgm);
DB_EXTENSION(btree_gin);

struct item {
	int64_t id DB_PRIMARY_KEY;
	char *name;
	char *tags DB_TYPE("text[]");
	int32_t a;
	int32_t b;
} DB_TABLE(items)
  DB_INDEX("(a)") DB_INDEX(items_changes, "(a DESC NULLS LAST, b) INCLUDE (name)") DB_INDEX(items_once, "(b) WHERE a > 0")
  DB_INDEX(items_lower, "(lower(name) COLLATE \"C\" text_pattern_ops)") DB_INDEX(items_tags, "USING gin (tags, a)")
  DB_INDEX(items_like, "USING gin (name gin_trgm_ops) WITH (fastupdate=off)") DB_UNIQUE_INDEX(items_nnd, "(name, id DESC)")
  DB_INDEX(items_brin, "USING brin (id) WHERE a IS NOT NULL AND b <> 3") DB_INDEX(items_hash, "USING hash (name)") DB_INDEX("((a + b))");
