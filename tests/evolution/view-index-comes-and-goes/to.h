#include <restruct_model.h>

struct order {
	int64_t id DB_PRIMARY_KEY;
	int32_t price;
} DB_TABLE(orders);

struct DB_MATERIALIZED_VIEW(sums, "SELECT id, sum(price) AS sum FROM orders GROUP BY id")
	DB_UNIQUE_INDEX(come, "(id)") DB_INDEX(other, "(id, sum)") sums;
