/* 0001_first: first */
#ifndef RESTRUCT_REVISION_0001_FIRST_H
#define RESTRUCT_REVISION_0001_FIRST_H

#include <restruct_model.h>

/* clang-format off */

DB_REVISION(0001_first, "first");
DB_COMPATIBILITY(additive);

struct reading_0001_first {
	int64_t id;
	db_date day;
} DB_TABLE(readings)
	DB_PARTITION_BY("RANGE (day)");

DB_PARTITION(readings_2023, readings, "FOR VALUES FROM ('2023-01-01') TO ('2024-01-01')");

DB_PARTITION(readings_2024, readings, "FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')");

/* clang-format on */

struct restruct_migration;
void upgrade_0001_first(struct restruct_migration *m);
void downgrade_0001_first(struct restruct_migration *m);

#endif
