#include <restruct_model.h>

struct order {
	int32_t kind;
	db_date at;
} DB_TABLE(orders)
	DB_PARTITION_BY("LIST (kind)");
DB_PARTITION(orders_a, orders, "FOR VALUES IN (1, 2)") DB_PARTITION_BY("RANGE (at)");
DB_PARTITION(orders_a_2023, orders_a, "FOR VALUES FROM ('2023-01-01') TO ('2024-01-01')");

struct reading {
	int64_t id;
} DB_TABLE(readings)
	DB_PARTITION_BY("HASH (id)");
DB_PARTITION(readings_0, readings, "FOR VALUES WITH (MODULUS 2, REMAINDER 0)")
	DB_CONSTRAINT(readings_0_id_check, "CHECK (id <> 77)");
DB_PARTITION(readings_1, readings, "FOR VALUES WITH (MODULUS 2, REMAINDER 1)");

struct part {
	int32_t id;
} DB_TABLE(parts)
	DB_PARTITION_BY("LIST (id)");
DB_PARTITION(parts_1, parts, "FOR VALUES IN (1)");
DB_PARTITION(parts_rest, parts, "DEFAULT");

struct visit {
	int32_t day;
} DB_TABLE(visits)
	DB_PARTITION_BY("RANGE (day)");
DB_PARTITION(visits_1, visits, "FOR VALUES FROM (1) TO (100)") DB_PARTITION_BY("LIST (day)");
DB_PARTITION(visits_1_1, visits_1, "FOR VALUES IN (1)");
