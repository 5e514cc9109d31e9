/* 0003_left_and_right: left and right */
#ifndef RESTRUCT_REVISION_0003_LEFT_AND_RIGHT_H
#define RESTRUCT_REVISION_0003_LEFT_AND_RIGHT_H

#include <restruct_model.h>

/* clang-format off */

DB_REVISION(0003_left_and_right, "left and right", 0002_left, 0002_right);
DB_COMPATIBILITY(additive);

struct customer_0003_left_and_right {
	int64_t id    DB_PRIMARY_KEY DB_IDENTITY;
	char   *email DB_UNIQUE;
	char   *phone DB_DEFAULT("''");
	char   *left;
	char   *right;
} DB_TABLE(customers);

/* clang-format on */

struct restruct_migration;
void upgrade_0003_left_and_right(struct restruct_migration *m);
void downgrade_0003_left_and_right(struct restruct_migration *m);

#endif
