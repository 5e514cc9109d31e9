#include <restruct_model.h>

/* Both sides of the check get a partition at once: an unchecked constraint that it has not got would
 * keep it out. */
struct order {
	int64_t id;
	int32_t year;
} DB_TABLE(orders) DB_PARTITION_BY("RANGE (year)");
DB_PARTITION(orders_new, orders, "FOR VALUES FROM (2000) TO (MAXVALUE)")
	DB_PARTITION_BY("LIST (id)");
DB_PARTITION(orders_new_1, orders_new, "FOR VALUES IN (1)");
DB_PARTITION(orders_rest, orders, "DEFAULT") DB_PARTITION_BY("LIST (id)");
DB_PARTITION(orders_rest_1, orders_rest, "FOR VALUES IN (1)");
DB_PARTITION(orders_rest_2, orders_rest, "FOR VALUES IN (2)");
