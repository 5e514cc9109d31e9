/* 0002_add_top: add top */
#ifndef RESTRUCT_REVISION_0002_ADD_TOP_H
#define RESTRUCT_REVISION_0002_ADD_TOP_H

#include <restruct_model.h>

/* clang-format off */

DB_REVISION(0002_add_top, "add top", 0001_first);
DB_COMPATIBILITY(additive);

enum level_0002_add_top {
	LEVEL_LOWEST_0002_add_top DB_LABEL("lowest"),
	LEVEL_LOW_0002_add_top    DB_LABEL("low"),
	LEVEL_MID_0002_add_top    DB_LABEL("mid"),
	LEVEL_TOP_0002_add_top    DB_LABEL("top"),
} DB_ENUM(level);

struct item_0002_add_top {
	int64_t                 id    DB_PRIMARY_KEY;
	enum level_0002_add_top level DB_DEFAULT("'top'");
} DB_TABLE(items)
	DB_INDEX(items_at_top, "(id) WHERE level = 'top'");

/* clang-format on */

struct restruct_migration;
void upgrade_0002_add_top(struct restruct_migration *m);
void downgrade_0002_add_top(struct restruct_migration *m);

#endif
