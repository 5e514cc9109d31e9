#include <restruct_model.h>

struct item {
	int64_t id DB_PRIMARY_KEY;
	int64_t price;
	int32_t count;
	int64_t total DB_GENERATED("price * count") DB_CHECK("total < 1000"); /**< All in all. */
	int32_t same DB_GENERATED("price");
} DB_TABLE(items) DB_INDEX(items_by_total, "(total)") DB_UNIQUE_INDEX(items_total_key, "(id, total)");
