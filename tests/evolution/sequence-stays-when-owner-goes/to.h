#include <restruct_model.h>

DB_SEQUENCE(numbers);

struct site {
	int64_t id DB_PRIMARY_KEY;
	char *name;
} DB_TABLE(sites);
