/* 0003_units: units */
#ifndef RESTRUCT_REVISION_0003_UNITS_H
#define RESTRUCT_REVISION_0003_UNITS_H

#include <restruct_model.h>

/* clang-format off */

DB_REVISION(0003_units, "units", 0002_alarms);
DB_COMPATIBILITY(breaking);
DB_HAZARD(loses-data, "ALTER TABLE sensors ALTER COLUMN unit TYPE unit USING unit::unit");
DB_HAZARD(rewrites-table, "ALTER TABLE sensors ALTER COLUMN unit TYPE unit USING unit::unit");
DB_HAZARD(blocks-reads, "ALTER TABLE sensors ALTER COLUMN unit TYPE unit USING unit::unit");
DB_HAZARD(breaks-old-code, "ALTER TABLE sensors ALTER COLUMN unit TYPE unit USING unit::unit");
DB_RESHAPES(sensors);

enum unit_0003_units {
	UNIT_WATT_0003_units      DB_LABEL("watt"),
	UNIT_WATT_HOUR_0003_units DB_LABEL("watt hour"),
	UNIT_VOLT_0003_units      DB_LABEL("volt"),
	UNIT_CELSIUS_0003_units   DB_LABEL("celsius"),
} DB_ENUM(unit);

/** One quantity that a device measures. */
struct sensor_0003_units {
	int64_t              id        DB_PRIMARY_KEY DB_IDENTITY;
	int64_t              device_id DB_REFERENCES(devices, id, "ON DELETE CASCADE");
	char                 name[65];
	enum unit_0003_units unit;
	/** an alarm above it; in C, NAN where there is none */
	double               high      DB_NULL;
} DB_TABLE(sensors)
	DB_CONSTRAINT(sensors_device_id_name_key, "UNIQUE (device_id, name)");

/* clang-format on */

struct restruct_migration;
void upgrade_0003_units(struct restruct_migration *m);
void downgrade_0003_units(struct restruct_migration *m);

#endif
