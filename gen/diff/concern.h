/* Of two schemas, the part that it takes to know whether texts which differ mean the same: those
 * objects, and all that they need to be made at all. */
#ifndef RESTRUCT_DIFF_CONCERN_H
#define RESTRUCT_DIFF_CONCERN_H

#include "diff/diff.h"

/* Objects that are on both sides, and differ in a text that can be spelled in more than one way. */
struct concern {
	struct object_list objects; /* at top level; found by kind and name on either side */
	struct object_list keys;    /* foreign keys among what differs */
};

/* expressions: where types and names alone differ is none. */
void concern_find(
	struct arena *arena, const struct diff *diff, bool expressions, struct concern *concern);

/* What of schema they are, and what these mention, and so on. Tables lack the foreign keys that are
 * not concerned. It shares everything else with schema. */
void concern_part(struct arena *arena, const struct schema *schema, const struct concern *concern,
	struct schema *part);

#endif
