/* The renames carried out on a copy of the old schema, in an order that PostgreSQL can follow. */
#ifndef RESTRUCT_DIFF_APPLY_H
#define RESTRUCT_DIFF_APPLY_H

#include "diff/diff.h"

/* Gives every object of copy (a deep copy of the old schema) the name it has in to, rewriting what
 * mentions it as the server does, and adds a change for each statement that takes. Beyond the given
 * renames:
 *
 * - Constraints, indexes and the sequences of serial and identity columns keep their names on the
 *   server when their table or column is renamed, while to has them under new ones. The same
 *   definition under another name is a rename.
 * - A name that is still taken is freed first: two objects that exchange names do so through a
 *   third, and what will be dropped steps aside as NAME_old.
 *
 * Afterwards every name in copy is unique, and an object of to has gone on from the one of its
 * name. */
void apply_renames(struct arena *arena, const struct renames *renames, struct diff *diff);
/* Whether apply_renames has anything to do, and so needs a copy. */
bool must_rename(struct arena *arena, const struct schema *from, const struct schema *to,
	const struct renames *renames);

#endif
