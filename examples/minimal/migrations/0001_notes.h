/* 0001_notes: notes */
#ifndef RESTRUCT_REVISION_0001_NOTES_H
#define RESTRUCT_REVISION_0001_NOTES_H

#include <restruct_model.h>

/* clang-format off */

DB_REVISION(0001_notes, "notes");
DB_COMPATIBILITY(additive);

/** Something to remember. */
struct note_0001_notes {
	int64_t id   DB_PRIMARY_KEY DB_IDENTITY;
	db_text text;
} DB_TABLE(notes);

/* clang-format on */

struct restruct_migration;
void upgrade_0001_notes(struct restruct_migration *m);
void downgrade_0001_notes(struct restruct_migration *m);

#endif
