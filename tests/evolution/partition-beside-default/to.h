#include <restruct_model.h>

struct order {
	int64_t id;
	int32_t year;
} DB_TABLE(orders) DB_PARTITION_BY("RANGE (year)");
DB_PARTITION(orders_1, orders, "FOR VALUES FROM (2000) TO (2001)");
DB_PARTITION(orders_2, orders, "FOR VALUES FROM (2001) TO (2002)");
DB_PARTITION(orders_3, orders, "FOR VALUES FROM (2003) TO (MAXVALUE)");
DB_PARTITION(orders_rest, orders, "DEFAULT") DB_PARTITION_BY("LIST (id)");
DB_PARTITION(orders_rest_1, orders_rest, "FOR VALUES IN (1)");
DB_PARTITION(orders_rest_5, orders_rest, "FOR VALUES IN (5)");
DB_PARTITION(orders_rest_2, orders_rest, "DEFAULT");

struct event {
	int64_t id;
	char *kind;
} DB_TABLE(events) DB_PARTITION_BY("LIST (kind)");
DB_PARTITION(events_none, events, "FOR VALUES IN ('none', NULL)");
DB_PARTITION(events_rest, events, "DEFAULT")
	DB_CONSTRAINT(events_rest_events_none_check, "CHECK (id > 0)");
