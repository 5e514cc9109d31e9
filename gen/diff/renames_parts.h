/* The search for renames: renames.c goes from scope to scope, renames_claims.c knows what DB_WAS
 * and
 * --rename say in one. */
#ifndef RESTRUCT_DIFF_RENAMES_PARTS_H
#define RESTRUCT_DIFF_RENAMES_PARTS_H

#include "diff/diff.h"
#include "diff/objects.h"

/* Of --rename OLD=NEW. */
struct pair {
	const char *old_name, *new_name;
	bool used;
};
LIST(struct pair, pairs);

struct search {
	struct arena *arena;
	const struct schema *from, *to;
	bool never;
	struct pairs pairs;
	struct renames *renames;
	struct rename_questions *questions;
	struct diag *diag;
};

struct scope {
	enum object_kind kind;
	const struct object *old_parent, *new_parent; /* NULL at top level */
	const struct schema *from, *to;               /* NULL within a parent */
	struct objects old, new;
	struct object **claims; /* for each of new: the old object it is; NULL: none */
	struct object **open;   /* for each of new: the old object that it says it was, while it
				   is open whether an earlier revision has done that already */
};

/* Reads --rename; what is not of its form is an error in the search's diag. */
void read_pairs(struct search *search, const struct rename_options *options);
/* Names those that meant nothing in any scope: errors. */
void report_unused_pairs(struct search *search);
/* Sets claims of the scope, whose objects are known, to what is said; contradictions are errors. */
void find_claims(struct search *search, struct scope *scope);
/* Whether one of the scope's new objects is the old one. */
bool is_claimed(const struct scope *scope, const struct object *old);

/* The object of that name among the old ones, or the new; NULL when there is none. A schema may
 * hold thousands, a parent a handful. */
struct object *in_old(const struct scope *scope, struct qualified name);
struct object *in_new(const struct scope *scope, struct qualified name);
/* The only one of that unqualified name; NULL when there is none or are several. */
struct object *only_of_name(const struct objects *objects, const char *name);

#endif
