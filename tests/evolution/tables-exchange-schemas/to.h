#include <restruct_model.h>

DB_SCHEMA(other);

struct one {
	int64_t id DB_PRIMARY_KEY;
	char *first;
	char *second;
} DB_TABLE(other.t) DB_WAS(t);

struct two {
	int64_t id DB_PRIMARY_KEY;
	int32_t third;
	int32_t fourth;
} DB_TABLE(t) DB_WAS(other.t);
