#include <restruct_model.h>

DB_SEQUENCE(numbers, "START 5");

struct item {
	int64_t id DB_PRIMARY_KEY;
	int64_t a DB_DEFAULT("nextval('numbers')");
} DB_TABLE(items);
