#include <restruct_model.h>

struct item {
	int64_t id DB_PRIMARY_KEY;
	int32_t price;
	db_numeric price_new DB_TYPE("numeric(12,2)") DB_CHECK("price_new > 0");
} DB_TABLE(items);
