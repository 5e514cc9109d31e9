#include <restruct_model.h>

struct order {
	int64_t id;
	int32_t year;
} DB_TABLE(orders) DB_PARTITION_BY("RANGE (year)");
DB_PARTITION(orders_1, orders, "FOR VALUES FROM (2000) TO (2001)");
DB_PARTITION(orders_rest, orders, "DEFAULT") DB_PARTITION_BY("LIST (id)");
DB_PARTITION(orders_rest_1, orders_rest, "FOR VALUES IN (1)");
DB_PARTITION(orders_rest_2, orders_rest, "DEFAULT");

struct late_order {
	int64_t id;
	int32_t year;
} DB_TABLE(orders_3);

struct event {
	int64_t id;
	char *kind;
} DB_TABLE(events) DB_PARTITION_BY("LIST (kind)");
DB_PARTITION(events_rest, events, "DEFAULT")
	DB_CONSTRAINT(events_rest_events_none_check, "CHECK (id > 0)");
