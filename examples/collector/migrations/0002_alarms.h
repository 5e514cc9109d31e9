/* 0002_alarms: alarms */
#ifndef RESTRUCT_REVISION_0002_ALARMS_H
#define RESTRUCT_REVISION_0002_ALARMS_H

#include <restruct_model.h>

/* clang-format off */

DB_REVISION(0002_alarms, "alarms", 0001_sites);
DB_COMPATIBILITY(additive);
DB_RESHAPES(sensors);

DB_SCHEMA(audit);

enum alarm_level_0002_alarms {
	ALARM_WARNING_0002_alarms  DB_LABEL("warning"),
	ALARM_CRITICAL_0002_alarms DB_LABEL("critical"),
} DB_ENUM(alarm_level);

/** One quantity that a device measures. */
struct sensor_0002_alarms {
	int64_t id        DB_PRIMARY_KEY DB_IDENTITY;
	int64_t device_id DB_REFERENCES(devices, id, "ON DELETE CASCADE");
	char    name[65];
	db_text unit;
	/** an alarm above it; in C, NAN where there is none */
	double  high      DB_NULL;
} DB_TABLE(sensors)
	DB_CONSTRAINT(sensors_device_id_name_key, "UNIQUE (device_id, name)");

/** A reading that was out of bounds, until one is within them again. */
struct alarm_0002_alarms {
	int64_t                      id         DB_PRIMARY_KEY DB_IDENTITY;
	int64_t                      sensor_id  DB_REFERENCES(sensors, id, "ON DELETE CASCADE");
	enum alarm_level_0002_alarms level;
	db_timestamptz               raised_at  DB_DEFAULT("now()");
	db_timestamptz               cleared_at DB_NULL;
} DB_TABLE(alarms)
	DB_UNIQUE_INDEX(alarms_one_open, "(sensor_id) WHERE cleared_at IS NULL")
	DB_CONSTRAINT(alarms_in_order, "CHECK (cleared_at >= raised_at)");

/** What happened, for those who ask later. */
struct event_0002_alarms {
	int64_t        id          DB_PRIMARY_KEY DB_IDENTITY;
	db_timestamptz happened_at DB_DEFAULT("now()");
	db_text        actor       DB_DEFAULT("current_user");
	db_text        what;
} DB_TABLE(audit.events);

/* clang-format on */

struct restruct_migration;
void upgrade_0002_alarms(struct restruct_migration *m);
void downgrade_0002_alarms(struct restruct_migration *m);

#endif
