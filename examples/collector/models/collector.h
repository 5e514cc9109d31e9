/* What the collector keeps: the one place where its tables are described. The program works with
 * these very structs; restruct makes the tables of them. */
#ifndef COLLECTOR_MODELS_H
#define COLLECTOR_MODELS_H

#include <restruct_model.h>

/** A place with devices. */
struct site {
	int64_t id DB_PRIMARY_KEY DB_IDENTITY;
	char name[65] DB_UNIQUE;
} DB_TABLE(sites);

enum device_kind { DEVICE_METER, DEVICE_INVERTER, DEVICE_BATTERY } DB_ENUM(device_kind);

/** Something on a site that measures. */
struct device {
	int64_t id DB_PRIMARY_KEY DB_IDENTITY;
	int64_t site_id DB_REFERENCES(sites, id, "ON DELETE CASCADE");
	char name[65];
	enum device_kind kind DB_DEFAULT("'meter'");
	char serial[33] DB_NULL DB_UNIQUE; ///< as it is printed on the device
} DB_TABLE(devices)
  DB_CONSTRAINT(devices_site_id_name_key, "UNIQUE (site_id, name)");

enum unit {
	UNIT_WATT,
	UNIT_WATT_HOUR DB_LABEL("watt hour"),
	UNIT_VOLT,
	UNIT_CELSIUS,
} DB_ENUM(unit);

/** One quantity that a device measures. */
struct sensor {
	int64_t id DB_PRIMARY_KEY DB_IDENTITY;
	int64_t device_id DB_REFERENCES(devices, id, "ON DELETE CASCADE");
	char name[65];
	enum unit unit;
	double high DB_NULL; ///< an alarm above it; in C, NAN where there is none
} DB_TABLE(sensors)
  DB_CONSTRAINT(sensors_device_id_name_key, "UNIQUE (device_id, name)");

/** What a sensor said at one moment. */
struct reading {
	int64_t sensor_id DB_PRIMARY_KEY DB_REFERENCES(sensors, id, "ON DELETE CASCADE");
	db_timestamptz taken_at DB_PRIMARY_KEY DB_DEFAULT("now()");
	double value DB_CHECK("value <> 'NaN'");
} DB_TABLE(readings)
  DB_INDEX(readings_by_time, "USING brin (taken_at)");

enum alarm_level { ALARM_WARNING, ALARM_CRITICAL } DB_ENUM(alarm_level);

/** A reading that was out of bounds, until one is within them again. */
struct alarm {
	int64_t id DB_PRIMARY_KEY DB_IDENTITY;
	int64_t sensor_id DB_REFERENCES(sensors, id, "ON DELETE CASCADE");
	enum alarm_level level;
	db_timestamptz raised_at DB_DEFAULT("now()");
	db_timestamptz cleared_at DB_NULL;
} DB_TABLE(alarms)
  DB_UNIQUE_INDEX(alarms_one_open, "(sensor_id) WHERE cleared_at IS NULL")
  DB_CONSTRAINT(alarms_in_order, "CHECK (cleared_at >= raised_at)");

DB_SCHEMA(audit);

/** What happened, for those who ask later. */
struct event {
	int64_t id DB_PRIMARY_KEY DB_IDENTITY;
	db_timestamptz happened_at DB_DEFAULT("now()");
	db_text actor DB_DEFAULT("CURRENT_USER");
	db_text what;
} DB_TABLE(events) DB_IN_SCHEMA(audit);

#endif
