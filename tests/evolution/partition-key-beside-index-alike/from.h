#include <restruct_model.h>

struct reading {
	int64_t *id;
	int32_t zone;
	int32_t place;
} DB_TABLE(readings) DB_PARTITION_BY("LIST (zone)");
DB_PARTITION(readings_1, readings, "FOR VALUES IN (1)");
DB_PARTITION(readings_2, readings, "FOR VALUES IN (2)") DB_PARTITION_BY("LIST (place)");
DB_PARTITION(readings_2_1, readings_2, "FOR VALUES IN (1)");
