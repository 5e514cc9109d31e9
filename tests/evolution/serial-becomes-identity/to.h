#include <restruct_model.h>

struct item {
	int64_t id DB_PRIMARY_KEY DB_IDENTITY;
	int32_t line DB_TYPE("serial");
	int32_t other DB_TYPE("serial");
} DB_TABLE(items);
