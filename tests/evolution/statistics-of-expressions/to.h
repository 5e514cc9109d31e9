#include <restruct_model.h>

struct order {
	int64_t id DB_PRIMARY_KEY;
	int32_t a;
	int32_t b;
	char *name;
} DB_TABLE(orders);

DB_STATISTICS(comes, "ON (a + b), lower(name) FROM orders");
DB_STATISTICS(changes, "ON upper(name), a FROM orders");
