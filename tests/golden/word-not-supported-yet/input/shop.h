#include <restruct_model.h>

struct customer {
	int64_t id DB_PRIMARY_KEY;
} DB_TABLE(customers) DB_PARTITION_BY("RANGE (id)");
struct total {
	int64_t id;
} DB_VIEW(totals, "SELECT id FROM customers");
struct pair {
	int32_t a, b;
} DB_COMPOSITE(pair);
