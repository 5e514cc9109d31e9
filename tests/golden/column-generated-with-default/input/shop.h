#include <restruct_model.h>

struct customer {
	int64_t id DB_PRIMARY_KEY DB_IDENTITY DB_DEFAULT("1");
	int32_t a DB_GENERATED("id * 2") DB_DEFAULT("0");
	int32_t b DB_IDENTITY DB_GENERATED("id * 2");
	int32_t c DB_NULL DB_NOT_NULL;
} DB_TABLE(customers);
