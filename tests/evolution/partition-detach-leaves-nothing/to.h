#include <restruct_model.h>

struct order {
	int32_t kind;
	db_date at;
} DB_TABLE(orders)
	DB_PARTITION_BY("LIST (kind)");
DB_PARTITION(orders_a, orders, "FOR VALUES IN (1, 2)") DB_PARTITION_BY("RANGE (at)");

struct order_of_2023 {
	int32_t kind;
	db_date at;
} DB_TABLE(orders_a_2023);

struct reading {
	int64_t id;
} DB_TABLE(readings)
	DB_PARTITION_BY("HASH (id)");
DB_PARTITION(readings_1, readings, "FOR VALUES WITH (MODULUS 2, REMAINDER 1)");

struct old_reading {
	int64_t id;
} DB_TABLE(readings_0)
	DB_CONSTRAINT(readings_0_id_check, "CHECK (id <> 77)");

struct part {
	int32_t id;
} DB_TABLE(parts)
	DB_PARTITION_BY("LIST (id)");
DB_PARTITION(parts_rest, parts, "DEFAULT");

struct first_part {
	int32_t id;
} DB_TABLE(parts_1);

struct visit {
	int32_t day;
} DB_TABLE(calls) DB_WAS(visits)
	DB_PARTITION_BY("RANGE (day)");

struct first_visit {
	int32_t day;
} DB_TABLE(visits_1)
	DB_PARTITION_BY("LIST (day)");
DB_PARTITION(visits_1_1, visits_1, "FOR VALUES IN (1)");
