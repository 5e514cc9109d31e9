/* 0004_serial_numbers: serial numbers */
#ifndef RESTRUCT_REVISION_0004_SERIAL_NUMBERS_H
#define RESTRUCT_REVISION_0004_SERIAL_NUMBERS_H

#include "0001_sites.h"

#include <restruct_model.h>

/* clang-format off */

DB_REVISION(0004_serial_numbers, "serial numbers", 0003_units);
DB_COMPATIBILITY(tightening);
DB_HAZARD(blocks-reads, "ALTER TABLE devices ADD CONSTRAINT devices_serial_key UNIQUE (serial)");
DB_HAZARD(breaks-old-code, "ALTER TABLE devices ADD CONSTRAINT devices_serial_key UNIQUE (serial)");
DB_RESHAPES(devices);

/** Something on a site that measures. */
struct device_0004_serial_numbers {
	int64_t                     id         DB_PRIMARY_KEY DB_IDENTITY;
	int64_t                     site_id    DB_REFERENCES(sites, id, "ON DELETE CASCADE");
	char                        name[65];
	enum device_kind_0001_sites kind       DB_DEFAULT("'meter'");
	/** as it is printed on the device */
	char                        serial[33] DB_NULL DB_UNIQUE;
} DB_TABLE(devices)
	DB_CONSTRAINT(devices_site_id_name_key, "UNIQUE (site_id, name)");

/* clang-format on */

struct restruct_migration;
void upgrade_0004_serial_numbers(struct restruct_migration *m);
void downgrade_0004_serial_numbers(struct restruct_migration *m);

#endif
