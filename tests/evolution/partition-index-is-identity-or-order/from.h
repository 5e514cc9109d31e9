#include <restruct_model.h>

struct reading {
	int64_t id;
	int32_t zone;
} DB_TABLE(readings) DB_PARTITION_BY("LIST (zone)")
  DB_CONSTRAINT(readings_pkey, "PRIMARY KEY (zone, id)")
  DB_UNIQUE_INDEX(readings_once, "(zone, id DESC)");
DB_PARTITION(readings_1, readings, "FOR VALUES IN (1)")
	DB_REPLICA_IDENTITY("index readings_1_pkey") DB_CLUSTER_ON(readings_1_pkey);
DB_PARTITION(readings_2, readings, "FOR VALUES IN (2)") DB_ATTACHED_INDEX(second, readings_pkey)
	DB_REPLICA_IDENTITY("index second") DB_CLUSTER_ON(second);
DB_PARTITION(readings_3, readings, "FOR VALUES IN (3)")
	DB_REPLICA_IDENTITY("index readings_3_zone_id_idx")
	DB_CLUSTER_ON(readings_3_zone_id_idx);
