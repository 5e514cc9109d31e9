#include <restruct_model.h>

typedef int32_t quantity DB_DOMAIN(quantity, "integer CHECK (VALUE > 0)") DB_WAS(amount);

struct item {
	int64_t id DB_PRIMARY_KEY;
	quantity a DB_CHECK("a < 10::quantity");
} DB_TABLE(items);
