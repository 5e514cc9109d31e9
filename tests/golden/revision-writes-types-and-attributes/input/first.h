#include <restruct_model.h>

struct address {
	char *street;
	char *town;
} DB_COMPOSITE(address);

struct parcel {
	int64_t id DB_PRIMARY_KEY DB_IDENTITY;
	struct address sender DB_NULL;
	db_text label;
	int64_t depot;
	int64_t next_id DB_NULL;
} DB_TABLE(parcels)
	DB_INDEX(parcels_labels, "(label)");
