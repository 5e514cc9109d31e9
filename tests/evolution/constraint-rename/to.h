#include <restruct_model.h>

struct item {
	int64_t id DB_PRIMARY_KEY;
	int32_t a;
} DB_TABLE(items) DB_CONSTRAINT(a_once, "UNIQUE (a)") DB_CONSTRAINT(a_large, "CHECK (a > 1)") DB_INDEX(a_fast, "(a)");
