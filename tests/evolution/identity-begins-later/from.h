#include <restruct_model.h>

struct item {
	int32_t id DB_PRIMARY_KEY DB_IDENTITY;
	char *name;
} DB_TABLE(items);
struct fresh {
	int32_t id DB_PRIMARY_KEY DB_IDENTITY;
	char *name;
} DB_TABLE(fresh);
