#include <restruct_model.h>

struct other {
	int32_t id DB_PRIMARY_KEY;
} DB_TABLE(others);

struct order {
	int64_t id;
	db_date placed_at;
	char *note;
} DB_TABLE(orders)
	DB_PARTITION_BY("RANGE (placed_at)")
	DB_INDEX(orders_by_note, "(note)")
	DB_COMMENT_ON(orders_by_note, "looked up")
	DB_CONSTRAINT(orders_pkey, "PRIMARY KEY (id, placed_at)");
DB_PARTITION(orders_2023, orders, "FOR VALUES FROM ('2023-01-01') TO ('2024-01-01')");
DB_PARTITION(orders_2024, orders, "FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')") DB_WITH("fillfactor = 90")
	DB_INDEX(orders_2024_upper, "(upper(note))")
	DB_ATTACHED_INDEX(of_2024, orders_pkey)
	DB_ATTACHED_INDEX(of_2024_by_note, orders_by_note)
	DB_CONSTRAINT(some_2024, "CHECK (id > 0)")
	DB_COMMENT("that year");
DB_PARTITION(orders_rest, orders, "DEFAULT") DB_PARTITION_BY("HASH (id)");
DB_PARTITION(orders_rest_0, orders_rest, "FOR VALUES WITH (MODULUS 2, REMAINDER 0)");
DB_PARTITION(orders_rest_1, orders_rest, "FOR VALUES WITH (MODULUS 2, REMAINDER 1)");
DB_PARTITION(orders_2025, orders, "FOR VALUES FROM ('2025-01-01') TO (MAXVALUE)");
