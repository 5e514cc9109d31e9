#include <restruct_model.h>

DB_SEQUENCE(figures, "START 5") DB_WAS(numbers);

struct item {
	int64_t id DB_PRIMARY_KEY;
	int64_t a DB_DEFAULT("nextval('figures')");
} DB_TABLE(items);
