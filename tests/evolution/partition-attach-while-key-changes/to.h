#include <restruct_model.h>

/* The table is attached while its parent still has the old key and index: the server makes parts of
 * them, under the very names of the new ones. */
struct reading {
	int64_t id;
	int32_t zone;
} DB_TABLE(readings) DB_PARTITION_BY("LIST (zone)")
  DB_CONSTRAINT(readings_pkey, "PRIMARY KEY (id, zone)")
  DB_INDEX(readings_by_zone, "(zone) WHERE id > 0");
DB_PARTITION(readings_1, readings, "FOR VALUES IN (1)");
DB_PARTITION(readings_2, readings, "FOR VALUES IN (2)");
