#include <restruct_model.h>

struct price {
	int64_t id DB_PRIMARY_KEY;
	int32_t net DB_WAS(gross);
	int32_t gross DB_WAS(net);
} DB_TABLE(prices);
