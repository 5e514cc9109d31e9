#include <restruct_model.h>

struct all {
	int32_t zone;
	char *name DB_NOT_NULL;
} DB_TABLE(all_zones) DB_PARTITION_BY("LIST (zone)")
	DB_CONSTRAINT(named, "CHECK (name <> '')");
DB_PARTITION(zone_1, all_zones, "FOR VALUES IN (1)");
DB_PARTITION(zone_2, all_zones, "FOR VALUES IN (2)");

struct base {
	int64_t id;
	char *name DB_NOT_NULL;
} DB_TABLE(base) DB_CONSTRAINT(positive, "CHECK (id > 0)");

struct child {
	int64_t id;
	char *name DB_NOT_NULL;
} DB_TABLE(child) DB_INHERITS(base) DB_CONSTRAINT(positive, "CHECK (id > 0)");
