/* What carries out renames: apply.c says what gets another name, and in which rounds; apply_order.c
 * takes a round's objects one after the other; apply_within.c knows of columns that tables have
 * from each other; apply_names.c knows who has a name. */
#ifndef RESTRUCT_DIFF_APPLY_PARTS_H
#define RESTRUCT_DIFF_APPLY_PARTS_H

#include "diff/apply.h"
#include "diff/objects.h"

/* One object of the copy on its way to another name. */
struct renaming {
	struct object *object;
	struct object *parent; /* of the copy; NULL at top level */
	struct qualified to;
	const struct object *to_object; /* what it becomes in the new schema */
};
LIST(struct renaming, renamings);

/* The sequence behind an identity column: no object of the schema, but its name is the server's. */
struct identity_sequence {
	struct sequence *sequence;
	const struct table *table; /* of the copy */
	const struct column *column;
};
LIST(struct identity_sequence, identity_sequences);

struct applier {
	struct arena *arena;
	struct schema *copy;
	const struct schema *to;
	struct changes *changes;
	struct identity_sequences identities;
};

/* apply_order.c */
void add_renaming(struct applier *applier, struct renamings *renamings, struct object *object,
	struct object *parent, const struct object *to_object);
/* NULL: it is not among them. */
struct renaming *renaming_of(struct renamings *renamings, const struct object *object);
/* Renames an object of the copy, and all that the server renames with it, and adds the change.
 * to_object: what it becomes in the new schema; NULL: it only steps aside. The name must be free.
 * What a table that moves would find in its way steps aside first. */
void carry_out(struct applier *applier, struct object *object, struct object *parent,
	struct qualified to, const struct object *to_object);
/* All of them, which are none afterwards. */
void carry_out_all(struct applier *applier, struct renamings *renamings);

/* apply_within.c: those of columns, constraints, indexes, labels. */
void carry_out_within(struct applier *applier, struct renamings *renamings);

/* apply_names.c */
/* Whether an index stands behind it, whose name is one of its schema's. */
bool has_index(const struct object *object);
/* Which object of schema has the name among all that a PostgreSQL schema tells apart by name:
 * tables, sequences, indexes and types (a table is a type, too). parent: set to the table of an
 * index, else to NULL. */
const struct object *relation_called(
	const struct schema *schema, struct qualified name, const struct object **parent);
/* Who has the name that object would get, in the copy; NULL: nobody, or object itself. */
struct object *holder(struct applier *applier, const struct object *object,
	const struct object *parent, struct qualified name, const struct object **holder_parent);
/* A name for an object that must step aside: NAME_old, or with a number. */
struct qualified spare_name(
	struct applier *applier, const struct object *object, const struct object *parent);

#endif
