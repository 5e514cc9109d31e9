#include <restruct_model.h>

struct reading {
	int64_t id;
	db_date day;
} DB_TABLE(readings)
	DB_PARTITION_BY("RANGE (day)");
DB_PARTITION(readings_2024, readings, "FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')");

struct reading_of_2023 {
	int64_t id;
	db_date day;
} DB_TABLE(readings_2023);
