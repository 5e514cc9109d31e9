#include <restruct_model.h>

struct order {
	int64_t id;
	db_date placed_on;
} DB_TABLE(orders)
	DB_PARTITION_BY("RANGE (placed_on)");

DB_PARTITION(orders_2024, ordres, "FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')");
DB_PARTITION(orders_2025, orders, "FOR VALUES IN ('2025-01-01')");
DB_PARTITION(orders_2026, orders, "FROM ('2026-01-01') TO ('2027-01-01')");
DB_PARTITION(orders_rest, orders, "DEFAULT")
	DB_IDENTITY;

struct line {
	int64_t order_id;
} DB_TABLE(lines)
	DB_PARTITION_BY("HASH (order_id)")
	DB_UNLOGGED
	DB_ATTACHED_INDEX(lines_by_order, orders_by_id);

DB_PARTITION(lines_0, lines, "FOR VALUES WITH (MODULUS 2, REMAINDER 0)");
DB_PARTITION(lines_1, lines, "FOR VALUES WITH (MODULUS 2, REMAINDER 0)");
DB_PARTITION(lines_rest, lines, "DEFAULT");
