/* How alike an old and a new object are: what makes a rename worth a question. */
#ifndef RESTRUCT_DIFF_LIKENESS_H
#define RESTRUCT_DIFF_LIKENESS_H

#include "diff/diff.h"
#include "diff/objects.h"

/* 0: nothing in common; the more, the more alike. Both are of one kind; names do not count. */
unsigned likeness(const struct object *old, const struct object *new);

/* Whether a person should be asked if old goes on as new: like shape, and among all that vanished
 * and appeared a likely pair. */
bool worth_asking(const struct objects *vanished, const struct object *old,
	const struct objects *appeared, const struct object *new);

#endif
