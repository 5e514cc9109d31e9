#include <restruct_model.h>

struct being {
	char *name;
} DB_TABLE(beings);

struct cat {
	int32_t lives;
} DB_TABLE(cats) DB_INHERITS(beings);

struct reading {
	int32_t zone;
} DB_TABLE(readings) DB_PARTITION_BY("LIST (zone)");
DB_PARTITION(readings_1, readings, "FOR VALUES IN (1)");
