#include <restruct_model.h>

/* The parent's key is made anew and its parts with it: they go on as what they were. The third finds
 * its rows by one that comes with the parent's, under a name of its own. */
struct reading {
	int64_t id;
	int32_t zone;
} DB_TABLE(readings) DB_PARTITION_BY("LIST (zone)")
  DB_CONSTRAINT(readings_pkey, "PRIMARY KEY (id, zone)")
  DB_CONSTRAINT(readings_once, "UNIQUE (zone, id)");
DB_PARTITION(readings_1, readings, "FOR VALUES IN (1)")
	DB_REPLICA_IDENTITY("index readings_1_pkey") DB_CLUSTER_ON(readings_1_pkey);
DB_PARTITION(readings_2, readings, "FOR VALUES IN (2)") DB_ATTACHED_INDEX(second, readings_pkey)
	DB_REPLICA_IDENTITY("index second") DB_CLUSTER_ON(second);
DB_PARTITION(readings_3, readings, "FOR VALUES IN (3)")
	DB_ATTACHED_INDEX(third_once, readings_once) DB_REPLICA_IDENTITY("index third_once")
	DB_CLUSTER_ON(third_once);
