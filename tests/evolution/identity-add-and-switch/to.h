#include <restruct_model.h>

struct item {
	int64_t id DB_PRIMARY_KEY DB_IDENTITY_ALWAYS;
	int32_t line DB_IDENTITY_ALWAYS;
	int32_t other DB_IDENTITY;
} DB_TABLE(items);
