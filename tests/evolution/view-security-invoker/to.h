#include <restruct_model.h>

struct order {
	int64_t id DB_PRIMARY_KEY;
	char *clerk;
} DB_TABLE(orders);

struct DB_VIEW(changes, "SELECT id FROM orders") DB_WITH("security_invoker = true, security_barrier") change {
	int64_t id;
};
struct DB_VIEW(stops, "SELECT id FROM orders") stop {
	int64_t id;
};
