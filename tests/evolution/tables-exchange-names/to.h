#include <restruct_model.h>

struct first {
	int64_t id DB_PRIMARY_KEY DB_IDENTITY;
	char *a DB_UNIQUE;
} DB_TABLE(others) DB_WAS(ones);

struct second {
	int64_t id DB_PRIMARY_KEY DB_IDENTITY;
	bool b;
} DB_TABLE(ones) DB_WAS(others);
