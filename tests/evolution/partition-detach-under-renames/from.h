#include <restruct_model.h>

struct order {
	int32_t kind;
	db_date at;
} DB_TABLE(orders)
	DB_PARTITION_BY("LIST (kind)");
DB_PARTITION(orders_a, orders, "FOR VALUES IN (1, 2)") DB_PARTITION_BY("RANGE (kind, at)");
DB_PARTITION(orders_a_2023, orders_a, "FOR VALUES FROM (1, '2023-01-01') TO (2, '2024-01-01')");

struct visit {
	int32_t day;
	int32_t hour;
} DB_TABLE(visits)
	DB_PARTITION_BY("RANGE (day)");
DB_PARTITION(visits_1, visits, "FOR VALUES FROM (1) TO (100)") DB_PARTITION_BY("LIST (day)");
DB_PARTITION(visits_1_1, visits_1, "FOR VALUES IN (1)");

struct part {
	int32_t id;
	char *name;
} DB_TABLE(parts)
	DB_PARTITION_BY("LIST (id)");
DB_PARTITION(parts_1, parts, "FOR VALUES IN (1)");
DB_PARTITION(parts_2, parts, "FOR VALUES IN (2)");

struct third_part {
	int32_t number;
	char *name;
} DB_TABLE(parts_3);

struct person {
	int32_t id;
	char *name;
} DB_TABLE(people);

struct worker {
	int32_t id;
	char *name;
	int32_t wage;
} DB_TABLE(workers) DB_INHERITS(people);
