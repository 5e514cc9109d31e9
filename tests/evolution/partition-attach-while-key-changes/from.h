#include <restruct_model.h>

struct reading {
	int64_t id;
	int32_t zone;
} DB_TABLE(readings) DB_PARTITION_BY("LIST (zone)")
  DB_CONSTRAINT(readings_pkey, "PRIMARY KEY (zone, id)")
  DB_INDEX(readings_by_zone, "(zone)");
DB_PARTITION(readings_1, readings, "FOR VALUES IN (1)");

struct late_reading {
	int64_t id;
	int32_t zone;
} DB_TABLE(readings_2);
