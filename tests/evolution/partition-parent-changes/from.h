#include <restruct_model.h>

enum level { LEVEL_LOW, LEVEL_HIGH } DB_ENUM(level);

struct customer {
	int64_t id DB_PRIMARY_KEY;
} DB_TABLE(customers);

struct order {
	int64_t id;
	db_date placed_at;
	char *note;
	int32_t amount;
	enum level level DB_DEFAULT("'high'");
} DB_TABLE(orders)
	DB_PARTITION_BY("RANGE (placed_at)")
	DB_INDEX(orders_by_note, "(note)")
	DB_CONSTRAINT(orders_pkey, "PRIMARY KEY (id, placed_at)");
DB_PARTITION(orders_2023, orders, "FOR VALUES FROM ('2023-01-01') TO ('2024-01-01')");
DB_PARTITION(orders_2024, orders, "FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')") DB_INDEX(orders_2024_amount, "(amount, lower(note))");
