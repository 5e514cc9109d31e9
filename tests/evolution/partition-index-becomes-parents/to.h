#include <restruct_model.h>

struct event {
	int32_t id;
	int32_t kind;
} DB_TABLE(events)
	DB_PARTITION_BY("LIST (kind)")
	DB_INDEX(events_by_id, "(id)")
	DB_CONSTRAINT(events_each, "UNIQUE (id, kind)");
DB_PARTITION(events_1, events, "FOR VALUES IN (1)")
	DB_ATTACHED_INDEX(events_of_one, events_by_id)
	DB_ATTACHED_INDEX(one_each, events_each);
