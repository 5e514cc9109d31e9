#include <restruct_model.h>

struct all {
	int32_t zone;
	char *name;
} DB_TABLE(all_zones) DB_PARTITION_BY("LIST (zone)");
DB_PARTITION(zone_1, all_zones, "FOR VALUES IN (1)");

struct two {
	int32_t zone;
	char *name;
} DB_TABLE(zone_2);

struct base {
	int64_t id;
	char *name;
} DB_TABLE(base);

struct child {
	int64_t id;
	char *name;
} DB_TABLE(child);
