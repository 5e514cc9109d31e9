/* What a partition or a child has from its parents, listed as if it were its own: its columns, the
 * checks, keys, indexes and foreign keys. A schema's readers do not list it; a difference has to
 * see it, since what a table has of its own depends on it and since it goes on as the table's own
 * when the two part.
 *
 * What stays with the parent is marked as inherited: its statements are the parent's. */
#ifndef RESTRUCT_DIFF_EXPAND_H
#define RESTRUCT_DIFF_EXPAND_H

#include "schema/schema.h"

/* Whether any table has anything of another. */
bool expands(const struct schema *schema);
/* A copy with all that is inherited. */
struct schema *expand(struct arena *arena, const struct schema *schema);

/* Once both have the same names: what does not stay with its parent is the table's own. */
void settle_inherited(struct schema *from, struct schema *to);

/* Whether a table that goes on cannot become what it is to be: one that is partitioned otherwise,
 * or by a column of another type. */
bool is_made_anew(const struct table *from, const struct table *to);
/* Whether it is a partition or child of the other in both, with the same bound, so that what the
 * parent does reaches it. */
bool stays_with(const struct table *from, const struct table *to, struct qualified parent);

/* Calls visit for each table below, children's children too. */
void each_descendant(const struct schema *schema, const struct table *table,
	void (*visit)(void *data, struct table *descendant), void *data);

#endif
