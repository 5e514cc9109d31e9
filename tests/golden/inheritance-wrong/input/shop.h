#include <restruct_model.h>

struct person {
	int64_t id DB_PRIMARY_KEY;
} DB_TABLE(people);

struct guest {
	char *host;
} DB_TABLE(guests)
	DB_INHERITS(poeple);

struct order {
	int64_t id;
} DB_TABLE(orders)
	DB_PARTITION_BY("RANGE (id)")
	DB_INHERITS(people);
