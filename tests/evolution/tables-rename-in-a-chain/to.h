#include <restruct_model.h>

struct first {
	int64_t id DB_PRIMARY_KEY DB_IDENTITY;
	char *a DB_UNIQUE;
} DB_TABLE(b) DB_WAS(a);

struct second {
	int64_t id DB_PRIMARY_KEY DB_IDENTITY;
	bool b;
} DB_TABLE(c) DB_WAS(b);
