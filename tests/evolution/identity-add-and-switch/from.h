#include <restruct_model.h>

struct item {
	int64_t id DB_PRIMARY_KEY;
	int32_t line DB_IDENTITY;
	int32_t other DB_IDENTITY_ALWAYS;
} DB_TABLE(items);
