/* What stands in a schema of the models has a place for that schema's name; what is not the models'
 * own keeps its name, and so does a string that only looks alike. */
#include <restruct_model.h>

DB_EXTENSION(citext, "SCHEMA audit VERSION '1.6'");
DB_SCHEMA(audit);
DB_SCHEMA("Order Date");
DB_SEQUENCE(audit.numbers);

enum level { LEVEL_LOW, LEVEL_HIGH } DB_ENUM(level) DB_IN_SCHEMA(audit);

/** What happened in audit.events. */
struct event {
	int64_t id DB_PRIMARY_KEY DB_DEFAULT("nextval('audit.numbers')");
	enum level level DB_DEFAULT("'low'::audit.level");
	char *levels DB_TYPE("audit.level[]");
	char *who DB_TYPE("audit.citext") DB_CHECK("who <> 'audit.numbers of $1' AND who <> 'audit'");
	char *audit DB_DEFAULT("'audit.nothing'");
} DB_TABLE(events) DB_IN_SCHEMA(audit)
  DB_INDEX(events_high, "(id) WHERE level = 'high'::audit.level");

struct day {
	int64_t id DB_PRIMARY_KEY;
	int64_t event DB_REFERENCES(audit.events, id);
} DB_TABLE(days) DB_IN_SCHEMA("Order Date");

struct order {
	int64_t id DB_PRIMARY_KEY;
	int64_t event DB_REFERENCES(audit.events, id);
} DB_TABLE(orders);
