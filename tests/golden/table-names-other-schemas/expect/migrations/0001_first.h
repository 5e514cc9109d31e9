/* 0001_first: first */
#ifndef RESTRUCT_REVISION_0001_FIRST_H
#define RESTRUCT_REVISION_0001_FIRST_H

#include <restruct_model.h>

/* clang-format off */

DB_REVISION(0001_first, "first");
DB_COMPATIBILITY(additive);

DB_SCHEMA(audit);
DB_SCHEMA("Order Date");

DB_EXTENSION(citext, "SCHEMA audit VERSION '1.6'");

enum level_0001_first {
	LEVEL_LOW_0001_first  DB_LABEL("low"),
	LEVEL_HIGH_0001_first DB_LABEL("high"),
} DB_ENUM(audit.level);

DB_SEQUENCE(audit.numbers);

/** What happened in audit.events. */
struct event_0001_first {
	int64_t               id     DB_PRIMARY_KEY DB_DEFAULT("nextval('audit.numbers')");
	enum level_0001_first level  DB_DEFAULT("'low'");
	char                 *levels DB_TYPE("audit.level[]");
	char                 *who    DB_TYPE("audit.citext")
		DB_CHECK("who <> 'audit.numbers of $1' AND who <> 'audit'");
	char                 *audit  DB_DEFAULT("'audit.nothing'");
} DB_TABLE(audit.events)
	DB_INDEX(events_high, "(id) WHERE level = 'high'::audit.level");

struct day_0001_first {
	int64_t id    DB_PRIMARY_KEY;
	int64_t event DB_REFERENCES(audit.events, id);
} DB_TABLE("Order Date".days);

struct order_0001_first {
	int64_t id    DB_PRIMARY_KEY;
	int64_t event DB_REFERENCES(audit.events, id);
} DB_TABLE(orders);

/* clang-format on */

struct restruct_migration;
void upgrade_0001_first(struct restruct_migration *m);
void downgrade_0001_first(struct restruct_migration *m);

#endif
