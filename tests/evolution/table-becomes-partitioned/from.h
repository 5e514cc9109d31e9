#include <restruct_model.h>

struct order {
	int64_t id DB_TYPE("bigserial");
	db_date placed_at;
	int64_t before DB_NULL;
} DB_TABLE(orders)
	DB_CONSTRAINT("PRIMARY KEY (id, placed_at)");

struct line {
	int64_t order_id;
	db_date order_placed_at;
} DB_TABLE(lines)
	DB_CONSTRAINT(lines_order, "FOREIGN KEY (order_id, order_placed_at) REFERENCES orders (id, placed_at)");
