#include <restruct_model.h>

struct parcel {
	int32_t zone;
	char *label;
	char *note;
} DB_TABLE(parcels)
	DB_PARTITION_BY("LIST (zone)");
DB_PARTITION(parcels_1, parcels, "FOR VALUES IN (1)");
DB_PARTITION(parcels_2, parcels, "FOR VALUES IN (2)");

struct being {
	int64_t id;
	int64_t number DB_NULL;
	char *name;
} DB_TABLE(beings);

struct person {
	char *address;
} DB_TABLE(people)
	DB_INHERITS(beings);
