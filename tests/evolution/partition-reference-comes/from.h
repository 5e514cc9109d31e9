#include <restruct_model.h>

struct depot {
	int64_t id DB_PRIMARY_KEY;
} DB_TABLE(depots);

struct parcel {
	int32_t zone;
	int64_t depot_id;
	int32_t next_zone DB_NULL;
} DB_TABLE(parcels)
	DB_PARTITION_BY("LIST (zone)")
	DB_CONSTRAINT(parcels_zone, "UNIQUE (zone)");
DB_PARTITION(parcels_1, parcels, "FOR VALUES IN (1)");
DB_PARTITION(parcels_some, parcels, "FOR VALUES IN (2, 3)") DB_PARTITION_BY("LIST (zone)");
DB_PARTITION(parcels_2, parcels_some, "FOR VALUES IN (2)");
