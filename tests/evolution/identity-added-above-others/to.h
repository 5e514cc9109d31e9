#include <restruct_model.h>

/* The server adds no column with an identity to a table that has others below it. */
struct being {
	char *name;
	int64_t id DB_IDENTITY;
} DB_TABLE(beings);

struct cat {
	int32_t lives;
} DB_TABLE(cats) DB_INHERITS(beings);

struct reading {
	int32_t zone;
	int32_t id DB_IDENTITY_ALWAYS DB_IDENTITY_OPTIONS("START 10");
} DB_TABLE(readings) DB_PARTITION_BY("LIST (zone)");
DB_PARTITION(readings_1, readings, "FOR VALUES IN (1)");
