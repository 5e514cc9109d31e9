/* 0002_archive: archive */
#include "0002_archive.h"

#include <restruct.h>

void upgrade_0002_archive(restruct_migration *m)
{
	/* its rows are no longer among those of "readings" */
	restruct_concurrently(
		m, "ALTER TABLE readings DETACH PARTITION readings_2023 CONCURRENTLY");
}

void downgrade_0002_archive(restruct_migration *m)
{
	restruct_sql(m,
		"ALTER TABLE readings_2023 ADD CONSTRAINT readings_2023_bound_check CHECK (day IS NOT NULL AND (day >= '2023-01-01') AND (day < '2024-01-01')) NOT VALID");
	restruct_commit(m);
	/* fails when a row of "readings_2023" is not within the bound */
	restruct_sql(m, "ALTER TABLE readings_2023 VALIDATE CONSTRAINT readings_2023_bound_check");
	restruct_commit(m);
	restruct_sql(m,
		"ALTER TABLE readings ATTACH PARTITION readings_2023 FOR VALUES FROM ('2023-01-01') TO ('2024-01-01')");
	restruct_sql(m, "ALTER TABLE readings_2023 DROP CONSTRAINT readings_2023_bound_check");
}
