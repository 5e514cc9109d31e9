#include <restruct_model.h>

struct order {
	int64_t    id DB_PRIMARY_KEY;
	db_numeric price;
} DB_TABLE(orders);
