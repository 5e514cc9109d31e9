/* 0002_second: second */
#include "0002_second.h"

#include <restruct.h>

void upgrade_0002_second(restruct_migration *m)
{
	if (restruct_server_version(m) < 180000) {
		restruct_sql(m,
			"ALTER TABLE parcels ADD CONSTRAINT parcels_label_not_null CHECK (label IS NOT NULL) NOT VALID");
	}
	if (restruct_server_version(m) >= 180000) {
		restruct_sql(m,
			"ALTER TABLE parcels ADD CONSTRAINT parcels_label_not_null NOT NULL label NOT VALID");
	}
	restruct_sql(m,
		"ALTER TABLE parcels ADD CONSTRAINT parcels_weight_check CHECK (weight > 0) NOT VALID");
	restruct_sql(m,
		"ALTER TABLE parcels ADD CONSTRAINT parcels_depot_id_fkey FOREIGN KEY (depot_id) REFERENCES depots (id) NOT VALID");
	restruct_commit(m);
	/* fails when a row of "parcels" has no counterpart in "depots" */
	restruct_sql(m, "ALTER TABLE parcels VALIDATE CONSTRAINT parcels_depot_id_fkey");
	restruct_commit(m);
	/* fails when a row of "parcels" does not satisfy it */
	restruct_sql(m, "ALTER TABLE parcels VALIDATE CONSTRAINT parcels_weight_check");
	restruct_commit(m);
	/* fails when "parcels.label" holds NULL */
	restruct_sql(m, "ALTER TABLE parcels VALIDATE CONSTRAINT parcels_label_not_null");
	restruct_commit(m);
	if (restruct_server_version(m) < 180000) {
		restruct_sql(m, "ALTER TABLE parcels ALTER COLUMN label SET NOT NULL");
		restruct_sql(m, "ALTER TABLE parcels DROP CONSTRAINT parcels_label_not_null");
	}
}

void downgrade_0002_second(restruct_migration *m)
{
	restruct_sql(m, "ALTER TABLE parcels DROP CONSTRAINT parcels_depot_id_fkey");
	restruct_sql(m, "ALTER TABLE parcels DROP CONSTRAINT parcels_weight_check");
	restruct_sql(m, "ALTER TABLE parcels ALTER COLUMN label DROP NOT NULL");
}
