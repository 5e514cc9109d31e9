#include <restruct_model.h>

struct depot {
	int64_t id DB_PRIMARY_KEY;
} DB_TABLE(depots);

struct parcel {
	int64_t id DB_PRIMARY_KEY;
	int64_t depot_id DB_REFERENCES(depots);
	int32_t weight DB_CHECK("weight > 0");
	char   *label DB_NOT_NULL;
} DB_TABLE(parcels);
