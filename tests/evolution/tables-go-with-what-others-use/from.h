#include <restruct_model.h>

DB_SEQUENCE(event_numbers, "OWNED BY events.number");

struct event {
	int64_t number DB_PRIMARY_KEY DB_DEFAULT("nextval('event_numbers')");
	db_date day    DB_PRIMARY_KEY;
} DB_TABLE(events)
	DB_PARTITION_BY("RANGE (day)");

DB_PARTITION(events_2025, events, "FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')");

struct note {
	int64_t id     DB_PRIMARY_KEY;
	char   *path   DB_DEFAULT("'/' || nextval('event_numbers')::text");
	int64_t number;
	db_date day;
} DB_TABLE(notes)
	DB_CONSTRAINT(notes_event, "FOREIGN KEY (number, day) REFERENCES events (number, day)");
