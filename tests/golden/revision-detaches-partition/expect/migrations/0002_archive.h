/* 0002_archive: archive */
#ifndef RESTRUCT_REVISION_0002_ARCHIVE_H
#define RESTRUCT_REVISION_0002_ARCHIVE_H

#include <restruct_model.h>

/* clang-format off */

DB_REVISION(0002_archive, "archive", 0001_first);
DB_COMPATIBILITY(breaking);
DB_HAZARD(breaks-old-code, "ALTER TABLE readings DETACH PARTITION readings_2023 CONCURRENTLY");

struct reading_of_2023_0002_archive {
	int64_t id;
	db_date day;
} DB_TABLE(readings_2023);

/* clang-format on */

struct restruct_migration;
void upgrade_0002_archive(struct restruct_migration *m);
void downgrade_0002_archive(struct restruct_migration *m);

#endif
