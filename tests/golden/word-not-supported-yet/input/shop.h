#include <restruct_model.h>

struct customer {
	int64_t id DB_PRIMARY_KEY;
} DB_TABLE(customers);
struct total {
	int64_t id;
} DB_VIEW(totals, "SELECT id FROM customers");
