#include <restruct_model.h>

DB_SCHEMA(ext);
DB_EXTENSION(citext);

struct item {
	int64_t id DB_PRIMARY_KEY;
	char *a DB_TYPE("citext");
} DB_TABLE(items);
