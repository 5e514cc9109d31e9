#include <restruct_model.h>

struct order {
	int64_t id DB_PRIMARY_KEY;
} DB_TABLE(orders);
