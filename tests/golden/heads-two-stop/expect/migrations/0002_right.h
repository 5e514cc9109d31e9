/* 0002_right: right */
#ifndef RESTRUCT_REVISION_0002_RIGHT_H
#define RESTRUCT_REVISION_0002_RIGHT_H

#include <restruct_model.h>

/* clang-format off */

DB_REVISION(0002_right, "right", 0001_initial);
DB_COMPATIBILITY(additive);
DB_RESHAPES(customers);

struct customer_0002_right {
	int64_t id    DB_PRIMARY_KEY DB_IDENTITY;
	char   *email DB_UNIQUE;
	char   *phone DB_DEFAULT("''");
	char   *right;
} DB_TABLE(customers);

/* clang-format on */

struct restruct_migration;
void upgrade_0002_right(struct restruct_migration *m);
void downgrade_0002_right(struct restruct_migration *m);

#endif
