#include <restruct_model.h>

struct customer {
	int32_t id DB_UNIQUE;
} DB_TABLE(customers);
struct order {
	int32_t id DB_PRIMARY_KEY;
	int32_t customer_id DB_REFERENCES(customers, id);
} DB_TABLE(orders);
