#include <restruct_model.h>

struct item {
	int32_t id DB_PRIMARY_KEY DB_IDENTITY DB_IDENTITY_OPTIONS("MINVALUE 100 START 200");
	char *name;
} DB_TABLE(items);
struct fresh {
	int32_t id DB_PRIMARY_KEY DB_IDENTITY DB_IDENTITY_OPTIONS("MINVALUE 100 START 200");
	char *name;
} DB_TABLE(fresh);
