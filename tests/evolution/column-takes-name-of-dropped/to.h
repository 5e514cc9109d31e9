#include <restruct_model.h>

struct item {
	int64_t id DB_PRIMARY_KEY;
	db_numeric price DB_TYPE("numeric(12,2)") DB_CHECK("price > 0") DB_WAS(price_new);
} DB_TABLE(items);
