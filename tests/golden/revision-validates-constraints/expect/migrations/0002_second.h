/* 0002_second: second */
#ifndef RESTRUCT_REVISION_0002_SECOND_H
#define RESTRUCT_REVISION_0002_SECOND_H

#include <restruct_model.h>

/* clang-format off */

DB_REVISION(0002_second, "second", 0001_first);
DB_COMPATIBILITY(tightening);
DB_HAZARD(breaks-old-code, "ALTER TABLE parcels ADD CONSTRAINT parcels_label_not_null CHECK (label IS NOT NULL) NOT VALID");
DB_HAZARD(breaks-old-code, "ALTER TABLE parcels ADD CONSTRAINT parcels_label_not_null NOT NULL label NOT VALID");
DB_HAZARD(breaks-old-code, "ALTER TABLE parcels ADD CONSTRAINT parcels_weight_check CHECK (weight > 0) NOT VALID");
DB_HAZARD(breaks-old-code, "ALTER TABLE parcels ADD CONSTRAINT parcels_depot_id_fkey FOREIGN KEY (depot_id) REFERENCES depots (id) NOT VALID");

struct parcel_0002_second {
	int64_t id       DB_PRIMARY_KEY;
	int64_t depot_id DB_REFERENCES(depots, id);
	int32_t weight   DB_CHECK("weight > 0");
	char   *label    DB_NOT_NULL;
} DB_TABLE(parcels);

/* clang-format on */

struct restruct_migration;
void upgrade_0002_second(struct restruct_migration *m);
void downgrade_0002_second(struct restruct_migration *m);

#endif
