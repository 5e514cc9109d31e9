/* Two schemas that are being compared: diff.c walks through them, compare.c looks at two objects of
 * one kind and name. */
#ifndef RESTRUCT_DIFF_COMPARE_H
#define RESTRUCT_DIFF_COMPARE_H

#include "diff/diff.h"

struct comparison {
	struct arena *arena;
	struct changes *changes;
	const struct schema *from, *to;
	const struct object *from_parent, *to_parent; /* of what is looked at; NULL at top level */
};

/* A change, within the parents of this moment. */
void add_change(struct comparison *comparison, enum change_kind kind, enum attribute attribute,
	const struct object *from, const struct object *to);
/* CHANGE_ALTER, where that attribute differs. */
void altered_if(struct comparison *comparison, bool differs, enum attribute attribute,
	const struct object *from, const struct object *to);
/* All that differs between the two but what stands within them. */
void compare_attributes(
	struct comparison *comparison, const struct object *from, const struct object *to);

#endif
