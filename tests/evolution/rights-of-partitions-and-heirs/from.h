#include <restruct_model.h>
struct t { int64_t id; int32_t a; } DB_TABLE(t) DB_PARTITION_BY("RANGE (id)") DB_ROW_SECURITY;
DB_PARTITION(t1, t, "FOR VALUES FROM (1) TO (10)");
struct base { int64_t id DB_PRIMARY_KEY; int32_t a; } DB_TABLE(base);
struct child { int32_t b; } DB_TABLE(child) DB_INHERITS(base);
