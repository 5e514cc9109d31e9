#include <restruct_model.h>

struct reading {
	int64_t id;
	int64_t zone;
	int32_t place;
	char *note;
} DB_TABLE(readings) DB_PARTITION_BY("LIST (zone)")
  DB_INDEX(readings_by_place, "(place)") DB_INDEX(readings_gone, "(note)");

DB_PARTITION(readings_1, readings, "FOR VALUES IN (1)")
	DB_ATTACHED_INDEX(first_by_place, readings_by_place);
DB_PARTITION(readings_2, readings, "FOR VALUES IN (2)")
	DB_PARTITION_BY("LIST (place)");
DB_PARTITION(readings_2_1, readings_2, "FOR VALUES IN (1)");
DB_PARTITION(readings_2_2, readings_2, "FOR VALUES IN (2)");
