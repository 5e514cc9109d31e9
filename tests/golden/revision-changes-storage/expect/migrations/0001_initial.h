/* 0001_initial: initial */
#ifndef RESTRUCT_REVISION_0001_INITIAL_H
#define RESTRUCT_REVISION_0001_INITIAL_H

#include <restruct_model.h>

/* clang-format off */

DB_REVISION(0001_initial, "initial");
DB_COMPATIBILITY(additive);

struct session_0001_initial {
	int64_t id    DB_PRIMARY_KEY DB_IDENTITY;
	char   *token;
} DB_TABLE(sessions)
	DB_WITH("fillfactor = 90");

/* clang-format on */

struct restruct_migration;
void upgrade_0001_initial(struct restruct_migration *m);
void downgrade_0001_initial(struct restruct_migration *m);

#endif
