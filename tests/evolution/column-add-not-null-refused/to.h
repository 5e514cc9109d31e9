#include <restruct_model.h>

struct item {
	int64_t id DB_PRIMARY_KEY;
	char *note DB_NOT_NULL;
} DB_TABLE(items);
