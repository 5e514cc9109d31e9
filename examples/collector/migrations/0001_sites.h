/* 0001_sites: sites */
#ifndef RESTRUCT_REVISION_0001_SITES_H
#define RESTRUCT_REVISION_0001_SITES_H

#include <restruct_model.h>

/* clang-format off */

DB_REVISION(0001_sites, "sites");
DB_COMPATIBILITY(additive);

enum device_kind_0001_sites {
	DEVICE_METER_0001_sites    DB_LABEL("meter"),
	DEVICE_INVERTER_0001_sites DB_LABEL("inverter"),
	DEVICE_BATTERY_0001_sites  DB_LABEL("battery"),
} DB_ENUM(device_kind);

/** A place with devices. */
struct site_0001_sites {
	int64_t id       DB_PRIMARY_KEY DB_IDENTITY;
	char    name[65] DB_UNIQUE;
} DB_TABLE(sites);

/** Something on a site that measures. */
struct device_0001_sites {
	int64_t                     id       DB_PRIMARY_KEY DB_IDENTITY;
	int64_t                     site_id  DB_REFERENCES(sites, id, "ON DELETE CASCADE");
	char                        name[65];
	enum device_kind_0001_sites kind     DB_DEFAULT("'meter'");
} DB_TABLE(devices)
	DB_CONSTRAINT(devices_site_id_name_key, "UNIQUE (site_id, name)");

/** One quantity that a device measures. */
struct sensor_0001_sites {
	int64_t id        DB_PRIMARY_KEY DB_IDENTITY;
	int64_t device_id DB_REFERENCES(devices, id, "ON DELETE CASCADE");
	char    name[65];
	db_text unit;
} DB_TABLE(sensors)
	DB_CONSTRAINT(sensors_device_id_name_key, "UNIQUE (device_id, name)");

/** What a sensor said at one moment. */
struct reading_0001_sites {
	int64_t        sensor_id DB_PRIMARY_KEY DB_REFERENCES(sensors, id, "ON DELETE CASCADE");
	db_timestamptz taken_at  DB_PRIMARY_KEY DB_DEFAULT("now()");
	double         value     DB_CHECK("value <> 'NaN'");
} DB_TABLE(readings)
	DB_INDEX(readings_by_time, "USING brin (taken_at)");

/* clang-format on */

struct restruct_migration;
void upgrade_0001_sites(struct restruct_migration *m);
void downgrade_0001_sites(struct restruct_migration *m);

#endif
