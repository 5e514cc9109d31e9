#include <restruct_model.h>

struct event {
	int64_t id;
	int32_t total DB_WAS(amount);
} DB_TABLE(events) DB_PARTITION_BY("RANGE (id)");
DB_PARTITION(events_first, events, "FOR VALUES FROM (0) TO (10)");
DB_PARTITION(events_more, events, "FOR VALUES FROM (10) TO (20)");
