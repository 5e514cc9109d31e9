#include <restruct_model.h>

struct order {
	int64_t id;
	db_date placed_on;
	char *note;
} DB_TABLE(orders)
	DB_PARTITION_BY("RANGE (placed_on)")
	DB_CONSTRAINT(orders_pkey, "PRIMARY KEY (id, placed_on)")
	DB_INDEX(orders_by_day, "(placed_on)");

DB_PARTITION(orders_2024, orders, "FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')")
	DB_ATTACHED_INDEX(days_of_2024, orders_by_day)
	DB_UNLOGGED;

DB_PARTITION(orders_2025, orders, "FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')")
	DB_PARTITION_BY("HASH (id)");
DB_PARTITION(orders_2025_0, orders_2025, "FOR VALUES WITH (MODULUS 1, REMAINDER 0)")
	DB_WITH("fillfactor = 90");

struct person {
	int64_t id DB_PRIMARY_KEY;
	char *name;
} DB_TABLE(people);

struct guest {
	char *host;
} DB_TABLE(guests)
	DB_INHERITS(people);
