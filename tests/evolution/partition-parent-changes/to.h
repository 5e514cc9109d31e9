#include <restruct_model.h>

enum level { LEVEL_LOW, LEVEL_HIGH, LEVEL_TOP } DB_ENUM(level);

struct customer {
	int64_t id DB_PRIMARY_KEY;
} DB_TABLE(customers);

struct order {
	int64_t id;
	db_date placed_at;
	char *remark DB_WAS(note) DB_CHECK("length(remark) < 100");
	db_numeric amount DB_DEFAULT("0");
	enum level level DB_DEFAULT("'low'");
	int64_t customer_id DB_NULL DB_REFERENCES(customers, id, "ON DELETE CASCADE");
} DB_TABLE(orders)
	DB_PARTITION_BY("RANGE (placed_at)")
	DB_INDEX(orders_by_remark, "(remark, level)")
	DB_CONSTRAINT(orders_key, "PRIMARY KEY (id, placed_at)");

struct line {
	int64_t order_id;
	db_date order_placed_at;
	int32_t number;
} DB_TABLE(lines)
	DB_CONSTRAINT(lines_order, "FOREIGN KEY (order_id, order_placed_at) REFERENCES orders (id, placed_at)");

DB_PARTITION(orders_2023, orders, "FOR VALUES FROM ('2023-01-01') TO ('2024-01-01')");
DB_PARTITION(orders_2024, orders, "FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')") DB_INDEX(orders_2024_amount, "(amount, lower(remark))");
