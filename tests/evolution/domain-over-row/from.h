#include <restruct_model.h>

struct item {
	int32_t id DB_PRIMARY_KEY;
} DB_TABLE(items);
