#include <restruct_model.h>

DB_SEQUENCE(numbers, "OWNED BY items.a");

struct site {
	int64_t id DB_PRIMARY_KEY;
	char *name;
} DB_TABLE(sites);

struct item {
	int64_t id DB_PRIMARY_KEY;
	int64_t a DB_DEFAULT("nextval('numbers')");
} DB_TABLE(items);
