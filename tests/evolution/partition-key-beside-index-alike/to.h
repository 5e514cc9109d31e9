#include <restruct_model.h>

/* The parent's index takes any of a partition's that is alike, also the one that was built for the
 * key: the key comes first, which takes only what is a key itself. */
struct reading {
	int64_t id;
	int32_t zone;
	int32_t place;
} DB_TABLE(readings) DB_PARTITION_BY("LIST (zone)")
  DB_UNIQUE_INDEX(readings_found, "(zone, id, place)")
  DB_CONSTRAINT(readings_pkey, "PRIMARY KEY (zone, id, place)");
DB_PARTITION(readings_1, readings, "FOR VALUES IN (1)");
DB_PARTITION(readings_2, readings, "FOR VALUES IN (2)") DB_PARTITION_BY("LIST (place)");
DB_PARTITION(readings_2_1, readings_2, "FOR VALUES IN (1)");
