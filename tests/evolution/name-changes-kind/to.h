#include <restruct_model.h>

struct level {
	int64_t id DB_PRIMARY_KEY;
} DB_TABLE(level);

struct number {
	int64_t id DB_PRIMARY_KEY;
	int64_t level_id DB_NULL DB_REFERENCES(level);
} DB_TABLE(numbers);

DB_SEQUENCE(things);

struct a {
	int64_t id DB_PRIMARY_KEY;
} DB_TABLE(a);
