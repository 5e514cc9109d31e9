/* 0001_first: first */
#ifndef RESTRUCT_REVISION_0001_FIRST_H
#define RESTRUCT_REVISION_0001_FIRST_H

#include <restruct_model.h>

/* clang-format off */

DB_REVISION(0001_first, "first");
DB_COMPATIBILITY(additive);

struct address_0001_first {
	char *street;
	char *town;
} DB_COMPOSITE(address);

struct parcel_0001_first {
	int64_t                   id      DB_PRIMARY_KEY DB_IDENTITY;
	struct address_0001_first sender  DB_NULL;
	db_text                   label;
	int64_t                   depot;
	int64_t                   next_id DB_NULL;
} DB_TABLE(parcels)
	DB_INDEX(parcels_labels, "(label)");

/* clang-format on */

struct restruct_migration;
void upgrade_0001_first(struct restruct_migration *m);
void downgrade_0001_first(struct restruct_migration *m);

#endif
