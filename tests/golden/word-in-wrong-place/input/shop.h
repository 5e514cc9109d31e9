#include <restruct_model.h>

struct customer {
	int64_t id DB_TABLE(inner);
	int64_t b DB_LABEL("b");
} DB_PRIMARY_KEY DB_TABLE(customers);
DB_REVISION(0001_x, "x");
