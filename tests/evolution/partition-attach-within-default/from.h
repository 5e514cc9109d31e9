#include <restruct_model.h>

struct order {
	int64_t id;
	int32_t year;
} DB_TABLE(orders) DB_PARTITION_BY("RANGE (year)");
DB_PARTITION(orders_rest, orders, "DEFAULT") DB_PARTITION_BY("LIST (id)");
DB_PARTITION(orders_rest_1, orders_rest, "FOR VALUES IN (1)");

struct new_order {
	int64_t id;
	int32_t year;
} DB_TABLE(orders_new) DB_PARTITION_BY("LIST (id)");

struct first_order {
	int64_t id;
	int32_t year;
} DB_TABLE(orders_new_1);

struct odd_order {
	int64_t id;
	int32_t year;
} DB_TABLE(orders_rest_2);
