#include <restruct_model.h>

struct item {
	int64_t id DB_PRIMARY_KEY;
	char *name;
	char *code;
} DB_TABLE(items) DB_CONSTRAINT(items_name, "UNIQUE (name)") DB_UNIQUE_INDEX(items_code, "(code)");
