#include <restruct_model.h>

struct order {
	int64_t id;
	db_date placed_at;
	char *note;
} DB_TABLE(purchases) DB_WAS(orders)
	DB_PARTITION_BY("RANGE (placed_at)")
	DB_INDEX(purchases_by_note, "(note)")
	DB_CONSTRAINT(purchases_pkey, "PRIMARY KEY (id, placed_at)");
DB_PARTITION(purchases_2023, purchases, "FOR VALUES FROM ('2023-01-01') TO ('2024-01-01')") DB_WAS(orders_2023);
DB_PARTITION(orders_2024, purchases, "FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')") DB_CONSTRAINT("CHECK (id > 1)");
