#include <restruct_model.h>

DB_SEQUENCE(fresh, "AS smallint INCREMENT -2 START -1 CACHE 3 CYCLE");
DB_SEQUENCE(kept, "START 7 INCREMENT 3 MINVALUE 0 MAXVALUE 500 CACHE 2 CYCLE");
DB_SEQUENCE(mine, "OWNED BY items.b");

struct item {
	int64_t id DB_PRIMARY_KEY;
	int64_t a DB_DEFAULT("1");
	int64_t b DB_DEFAULT("nextval('mine')");
} DB_TABLE(items);
