#include <restruct_model.h>

DB_SCHEMA(ext);
DB_EXTENSION(citext, "SCHEMA ext");

struct item {
	int64_t id DB_PRIMARY_KEY;
	char *a DB_TYPE("ext.citext");
} DB_TABLE(items);
