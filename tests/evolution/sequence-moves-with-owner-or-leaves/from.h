#include <restruct_model.h>

DB_SEQUENCE(along, "OWNED BY items.a");
DB_SEQUENCE(stays, "OWNED BY items.b");
DB_SEQUENCE(leaves, "OWNED BY parts.a");

struct item {
	int64_t id DB_PRIMARY_KEY;
	int64_t a DB_DEFAULT("nextval('along')");
	int64_t b DB_DEFAULT("nextval('stays')");
} DB_TABLE(items);

struct part {
	int64_t id DB_PRIMARY_KEY;
	int64_t a DB_DEFAULT("nextval('leaves')");
} DB_TABLE(parts);
