/* 0001_initial: initial */
#ifndef RESTRUCT_REVISION_0001_INITIAL_H
#define RESTRUCT_REVISION_0001_INITIAL_H

#include <restruct_model.h>

/* clang-format off */

DB_REVISION(0001_initial, "initial");
DB_COMPATIBILITY(additive);

/** One thing that is worth remembering: an example, to be replaced. */
struct note_0001_initial {
	int64_t        id         DB_PRIMARY_KEY DB_IDENTITY;
	db_timestamptz written_at DB_DEFAULT("now()");
	db_text        text;
	char          *author;
} DB_TABLE(notes);

/* clang-format on */

struct restruct_migration;
void upgrade_0001_initial(struct restruct_migration *m);
void downgrade_0001_initial(struct restruct_migration *m);

#endif
