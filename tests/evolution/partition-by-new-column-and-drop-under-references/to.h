#include <restruct_model.h>

struct event {
	int32_t id;
	int32_t kind;
} DB_TABLE(events)
	DB_PARTITION_BY("LIST (kind)")
	DB_CONSTRAINT(events_pkey, "PRIMARY KEY (id, kind)");
DB_PARTITION(events_1, events, "FOR VALUES IN (1)");

struct note {
	int32_t id DB_NULL;
	int32_t kind DB_NULL;
} DB_TABLE(notes)
	DB_CONSTRAINT("FOREIGN KEY (id, kind) REFERENCES events (id, kind)");

struct place {
	int32_t id;
	int32_t kind;
	int32_t zone DB_DEFAULT("0");
} DB_TABLE(places)
	DB_PARTITION_BY("LIST (kind)");
DB_PARTITION(places_1, places, "FOR VALUES IN (1)");
DB_PARTITION(places_2, places, "FOR VALUES IN (2)") DB_PARTITION_BY("LIST (zone)");
DB_PARTITION(places_2_0, places_2, "FOR VALUES IN (0)");
