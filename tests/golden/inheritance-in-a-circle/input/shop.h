#include <restruct_model.h>

struct person {
	int64_t id DB_PRIMARY_KEY;
} DB_TABLE(people)
	DB_INHERITS(employees);

struct employee {
	char *desk;
} DB_TABLE(employees)
	DB_INHERITS(people);

struct guest {
	char *host;
} DB_TABLE(guests)
	DB_INHERITS(poeple);
