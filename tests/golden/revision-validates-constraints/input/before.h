#include <restruct_model.h>

struct depot {
	int64_t id DB_PRIMARY_KEY;
} DB_TABLE(depots);

struct parcel {
	int64_t id DB_PRIMARY_KEY;
	int64_t depot_id;
	int32_t weight;
	char   *label;
} DB_TABLE(parcels);
