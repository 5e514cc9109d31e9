#include <restruct_model.h>

struct depot {
	int64_t id DB_PRIMARY_KEY;
} DB_TABLE(depots);

struct reading {
	db_timestamptz at;
	int64_t depot_id DB_REFERENCES(depots);
	double value;
} DB_TABLE(readings)
	DB_PARTITION_BY("RANGE (at)")
	DB_INDEX(readings_by_at, "(at)")
	DB_CONSTRAINT(readings_once, "UNIQUE (depot_id, at)");
DB_PARTITION(readings_2024, readings, "FOR VALUES FROM ('2024-01-01 00:00:00+00') TO ('2025-01-01 00:00:00+00')");
DB_PARTITION(readings_2023, readings, "FOR VALUES FROM ('2023-01-01 00:00:00+00') TO ('2024-01-01 00:00:00+00')");
