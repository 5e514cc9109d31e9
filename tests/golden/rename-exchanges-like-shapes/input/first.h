#include <restruct_model.h>

struct price {
	int64_t id DB_PRIMARY_KEY;
	int32_t net;
	int32_t gross;
} DB_TABLE(prices);
