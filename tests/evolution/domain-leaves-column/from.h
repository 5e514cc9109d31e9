#include <restruct_model.h>

typedef int32_t amount DB_DOMAIN(amount, "integer CHECK (VALUE > 0)");

struct item {
	int64_t id DB_PRIMARY_KEY;
	amount a;
	int32_t b;
} DB_TABLE(items);
