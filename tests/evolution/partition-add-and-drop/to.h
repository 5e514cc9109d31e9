#include <restruct_model.h>

struct order {
	int64_t id;
	db_date placed_at;
	char *note;
} DB_TABLE(orders)
	DB_PARTITION_BY("RANGE (placed_at)")
	DB_INDEX(orders_by_note, "(note)")
	DB_CONSTRAINT(orders_pkey, "PRIMARY KEY (id, placed_at)");
DB_PARTITION(orders_2024, orders, "FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')");
