/* 0002_left: left */
#ifndef RESTRUCT_REVISION_0002_LEFT_H
#define RESTRUCT_REVISION_0002_LEFT_H

#include <restruct_model.h>

/* clang-format off */

DB_REVISION(0002_left, "left", 0001_initial);
DB_COMPATIBILITY(tightening);
DB_HAZARD(breaks-old-code, "ALTER TABLE customers ADD COLUMN \"right\" text NOT NULL");
DB_RESHAPES(customers);

struct customer_0002_left {
	int64_t id    DB_PRIMARY_KEY DB_IDENTITY;
	char   *email DB_UNIQUE;
	char   *phone;
	char   *left;
	char   *right DB_NOT_NULL;
} DB_TABLE(customers);

/* clang-format on */

struct restruct_migration;
void upgrade_0002_left(struct restruct_migration *m);
void downgrade_0002_left(struct restruct_migration *m);

#endif
