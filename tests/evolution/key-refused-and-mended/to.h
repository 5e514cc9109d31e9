#include <restruct_model.h>

struct item {
	int64_t id DB_PRIMARY_KEY;
	char *code DB_UNIQUE;
} DB_TABLE(items);
