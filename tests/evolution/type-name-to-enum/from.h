#include <restruct_model.h>

struct item {
	int32_t id DB_PRIMARY_KEY;
	char   *state DB_NOT_NULL DB_TYPE("name");
} DB_TABLE(items);
