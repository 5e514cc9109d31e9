/* Objects without their kind: what renames and comparisons do alike for every kind. */
#ifndef RESTRUCT_DIFF_OBJECTS_H
#define RESTRUCT_DIFF_OBJECTS_H

#include "schema/schema.h"

LIST(struct object *, objects);

/* All of one kind that stand at top level, OBJECT_SCHEMA to OBJECT_TABLE, in the schema's order. */
struct objects objects_of(struct arena *arena, const struct schema *schema, enum object_kind kind);
/* All of one kind within a table (columns, constraints, indexes), an enum (labels) or a domain
 * (constraints: its checks), in the order of declaration. */
struct objects objects_within(
	struct arena *arena, const struct object *parent, enum object_kind kind);

/* Of a column, constraint or index: see diff/expand.h. */
bool object_is_inherited(const struct object *object);

/* NULL when there is none of that name. */
struct object *objects_find(const struct objects *objects, struct qualified name);
bool objects_hold(const struct objects *objects, const struct object *object);

/* A copy of the object alone; what it points to is shared. */
struct object *object_shallow_copy(struct arena *arena, const struct object *object);

/* Whether a type is the wanted one, an array of it, or a domain over it. */
bool type_stands_for(
	const struct schema *schema, const struct sql_type *type, struct qualified wanted);

/* Whether the old labels are all there, in their old order, so that the rest can be added. */
bool enum_only_adds(const struct enum_type *from, const struct enum_type *to);
/* Whether a column of the table's partition key holds the enum. */
bool keyed_by(const struct schema *schema, const struct table *table, const struct enum_type *type);

/* Strings that may be NULL. */
bool strings_equal(const char *a, const char *b);
/* The same names in any order. */
bool names_same_set(const struct names *a, const struct names *b);
bool names_hold(const struct names *names, const char *name);

#endif
