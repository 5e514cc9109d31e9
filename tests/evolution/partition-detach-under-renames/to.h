#include <restruct_model.h>

struct order {
	int32_t sort DB_WAS(kind);
	db_date at;
} DB_TABLE(orders)
	DB_PARTITION_BY("LIST (sort)");

struct order_a {
	int32_t sort DB_WAS(kind);
	db_date at;
} DB_TABLE(orders_a)
	DB_PARTITION_BY("RANGE (sort, at)");
DB_PARTITION(orders_a_2023, orders_a, "FOR VALUES FROM (1, '2023-01-01') TO (2, '2024-01-01')");

struct visit {
	int32_t date DB_WAS(day);
	int32_t hour;
} DB_TABLE(visits)
	DB_PARTITION_BY("RANGE (date)");

struct first_visit {
	int32_t day;
	int32_t hour;
} DB_TABLE(visits_1)
	DB_PARTITION_BY("LIST (day)");
DB_PARTITION(visits_1_1, visits_1, "FOR VALUES IN (1)");

struct part {
	int32_t number DB_WAS(id);
	char *name;
} DB_TABLE(parts)
	DB_PARTITION_BY("LIST (number)");
DB_PARTITION(parts_3, parts, "FOR VALUES IN (3)");

struct first_part {
	int32_t id;
	char *called DB_WAS(name);
} DB_TABLE(parts_1);

struct second_part {
	int32_t other DB_WAS(id);
	char *name;
} DB_TABLE(parts_2);

struct person {
	int32_t id;
	char *called DB_WAS(name);
} DB_TABLE(people);

struct worker {
	int32_t wage;
	int32_t id;
	char *name;
} DB_TABLE(workers);
