/* Triggers, policies, rules, extended statistics and privileges: they follow what they are on to
 * its new name, and have names of their own there. */
#ifndef RESTRUCT_DIFF_DEFINITIONS_H
#define RESTRUCT_DIFF_DEFINITIONS_H

#include "diff/diff.h"
#include "diff/objects.h"

/* How a grant calls the kind of its target: OBJECT_TABLE for a view, OBJECT_ENUM for every type. */
enum object_kind grant_target_kind(enum object_kind kind);

/* DB_WAS of triggers, policies and rules. Needs the renames of what they are on. */
void definitions_find_renames(struct arena *arena, const struct schema *from,
	const struct schema *to, struct renames *renames, struct diag *diag);

/* What the server does by itself to definitions and privileges when something else is renamed:
 * rewrite.h says of what. */
void definitions_follow(struct arena *arena, struct schema *schema, enum object_kind kind,
	struct qualified from, struct qualified to);
void definitions_follow_column(struct arena *arena, struct schema *schema, struct qualified table,
	const char *from, const char *to);

#endif
