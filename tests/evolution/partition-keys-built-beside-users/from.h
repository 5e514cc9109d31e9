#include <restruct_model.h>

struct reading {
	int64_t *id;
	int64_t zone;
	int32_t *place;
	char *note;
} DB_TABLE(readings) DB_PARTITION_BY("LIST (zone)");
DB_PARTITION(readings_1, readings, "FOR VALUES IN (1)");
DB_PARTITION(readings_2, readings, "FOR VALUES IN (2)")
	DB_PARTITION_BY("LIST (place)");
DB_PARTITION(readings_2_1, readings_2, "FOR VALUES IN (1)");
DB_PARTITION(readings_2_2, readings_2, "FOR VALUES IN (2)")
	DB_CONSTRAINT(second_once, "UNIQUE (zone, place, note)");

struct order {
	int64_t id;
	int32_t year;
	int64_t number;
} DB_TABLE(orders) DB_PARTITION_BY("RANGE (year)")
  DB_CONSTRAINT(orders_pkey, "PRIMARY KEY (year, id)")
  DB_CONSTRAINT(orders_once, "UNIQUE (year, number, id)");
DB_PARTITION(orders_1, orders, "FOR VALUES FROM (0) TO (2000)")
	DB_ATTACHED_INDEX(first_pkey, orders_pkey)
	DB_ATTACHED_INDEX(first_once, orders_once);
DB_PARTITION(orders_2, orders, "FOR VALUES FROM (2000) TO (3000)") DB_PARTITION_BY("LIST (id)")
	DB_ATTACHED_INDEX(second_pkey, orders_pkey);
DB_PARTITION(orders_2_1, orders_2, "FOR VALUES IN (1)");

struct line {
	int64_t id;
	int32_t year;
	int64_t order_id;
} DB_TABLE(lines)
  DB_CONSTRAINT(lines_order, "FOREIGN KEY (year, order_id) REFERENCES orders (year, id)");
