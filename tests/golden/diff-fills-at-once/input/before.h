#include <restruct_model.h>

struct item {
	int64_t id DB_PRIMARY_KEY;
} DB_TABLE(items);
