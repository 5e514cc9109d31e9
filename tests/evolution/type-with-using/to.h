#include <restruct_model.h>

struct item {
	int64_t id DB_PRIMARY_KEY;
	int32_t size DB_USING("nullif(size, '')::integer");
	bool flags DB_NULL DB_USING("flags = 'yes'");
} DB_TABLE(items);
