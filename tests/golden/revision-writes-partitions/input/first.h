#include <restruct_model.h>

struct order {
	int64_t id;
	db_date placed_on;
} DB_TABLE(orders)
	DB_PARTITION_BY("RANGE (placed_on)")
	DB_CONSTRAINT(orders_pkey, "PRIMARY KEY (id, placed_on)");

DB_PARTITION(orders_2024, orders, "FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')");

struct person {
	int64_t id DB_PRIMARY_KEY;
	char *name;
} DB_TABLE(people);
