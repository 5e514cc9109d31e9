#include <restruct_model.h>

DB_SEQUENCE(old);
DB_SEQUENCE(kept, "START 5");
DB_SEQUENCE(mine, "OWNED BY items.a");

struct item {
	int64_t id DB_PRIMARY_KEY;
	int64_t a DB_DEFAULT("nextval('mine')");
	int64_t b DB_DEFAULT("nextval('old')");
} DB_TABLE(items);
