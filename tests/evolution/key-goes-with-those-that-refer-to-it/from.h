#include <restruct_model.h>

struct product {
	int32_t number DB_PRIMARY_KEY;
	char   *name;
} DB_TABLE(products);

struct item {
	int64_t id DB_PRIMARY_KEY;
	int32_t product DB_REFERENCES(products, number);
} DB_TABLE(items);
