#include <restruct_model.h>

struct event {
	int32_t id;
	int32_t kind;
} DB_TABLE(events)
	DB_PARTITION_BY("LIST (kind)");
DB_PARTITION(events_1, events, "FOR VALUES IN (1)")
	DB_INDEX(events_of_one, "(id)")
	DB_CONSTRAINT(one_each, "UNIQUE (id, kind)");
