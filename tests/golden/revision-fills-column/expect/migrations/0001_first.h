/* 0001_first: first */
#ifndef RESTRUCT_REVISION_0001_FIRST_H
#define RESTRUCT_REVISION_0001_FIRST_H

#include <restruct_model.h>

/* clang-format off */

DB_REVISION(0001_first, "first");
DB_COMPATIBILITY(additive);

struct order_0001_first {
	int64_t id DB_PRIMARY_KEY;
} DB_TABLE(orders);

/* clang-format on */

struct restruct_migration;
void upgrade_0001_first(struct restruct_migration *m);
void downgrade_0001_first(struct restruct_migration *m);

#endif
