#include <restruct_model.h>

struct item {
	int64_t id DB_PRIMARY_KEY;
	char *a;
	int32_t b DB_NULL;
} DB_TABLE(items);
