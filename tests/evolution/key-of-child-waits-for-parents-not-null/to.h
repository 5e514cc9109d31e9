#include <restruct_model.h>

/* The key would look for NULL itself, under a lock; from 18 on the server refuses it as long as NOT
 * NULL is not validated. */
struct being {
	int64_t id;
	char *name;
} DB_TABLE(beings);

struct cat {
	int32_t lives;
} DB_TABLE(cats) DB_INHERITS(beings) DB_CONSTRAINT(cats_pkey, "PRIMARY KEY (id)");

struct reading {
	int64_t id;
	int32_t zone;
} DB_TABLE(readings) DB_PARTITION_BY("LIST (zone)");
DB_PARTITION(readings_1, readings, "FOR VALUES IN (1)")
	DB_CONSTRAINT(readings_1_pkey, "PRIMARY KEY (id)");
