#include <restruct_model.h>

struct order {
	int64_t id;
	int32_t year;
} DB_TABLE(orders) DB_PARTITION_BY("RANGE (year)")
  DB_CONSTRAINT(orders_pkey, "PRIMARY KEY (id, year)") DB_INDEX(orders_by_year, "(year) WHERE id > 0");
DB_PARTITION(orders_1, orders, "FOR VALUES FROM (2000) TO (2001)");

struct old_order {
	int64_t id;
	int32_t year;
} DB_TABLE(old_orders) DB_PARTITION_BY("RANGE (year)")
  DB_CONSTRAINT(old_orders_pkey, "PRIMARY KEY (year, id)");
DB_PARTITION(orders_3, old_orders, "FOR VALUES FROM (2003) TO (2004)");

struct late_order {
	int64_t id DB_PRIMARY_KEY;
	int32_t year;
} DB_TABLE(orders_2) DB_INDEX(orders_2_year_idx, "(year)");
