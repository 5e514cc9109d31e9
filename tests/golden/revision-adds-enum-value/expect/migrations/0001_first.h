/* 0001_first: first */
#ifndef RESTRUCT_REVISION_0001_FIRST_H
#define RESTRUCT_REVISION_0001_FIRST_H

#include <restruct_model.h>

/* clang-format off */

DB_REVISION(0001_first, "first");
DB_COMPATIBILITY(additive);

enum level_0001_first {
	LEVEL_LOW_0001_first DB_LABEL("low"),
	LEVEL_MID_0001_first DB_LABEL("mid"),
} DB_ENUM(level);

struct item_0001_first {
	int64_t               id    DB_PRIMARY_KEY;
	enum level_0001_first level;
} DB_TABLE(items);

/* clang-format on */

struct restruct_migration;
void upgrade_0001_first(struct restruct_migration *m);
void downgrade_0001_first(struct restruct_migration *m);

#endif
