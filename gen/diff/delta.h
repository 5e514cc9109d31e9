/* What a revision's header holds: the top-level objects that are not in the old schema as they are
 * in the new one, and the names that are gone. */
#ifndef RESTRUCT_DIFF_DELTA_H
#define RESTRUCT_DIFF_DELTA_H

#include "diff/diff.h"
#include "diff/objects.h"

struct delta {
	/* A copy of the new schema, ready to be written: an object says DB_WAS exactly when it is
	 * renamed by this step, and an enum or domain that stays as it is has the revision and the
	 * C name under which the old schema declared it. */
	struct schema to;
	struct objects changed; /* of to */
	struct objects gone;    /* of the old schema; without those that have a new name */
};

void diff_delta(struct arena *arena, const struct schema *from, const struct schema *to,
	const struct renames *renames, struct delta *delta);

#endif
