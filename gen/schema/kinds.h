/* Objects by their kind: which struct holds one, in which list of a schema or of what it stands
 * within (what a kind is called: schema/object.h). Whoever does alike for every kind goes by these;
 * whoever does not has a switch, in which a new kind is a warning. */
#ifndef RESTRUCT_SCHEMA_KINDS_H
#define RESTRUCT_SCHEMA_KINDS_H

#include "schema/schema.h"

LIST(struct object *, objects);

/* Both of struct view; of struct routine. */
bool kind_is_view(enum object_kind kind);
bool kind_is_routine(enum object_kind kind);
/* A trigger, policy or rule: its name is one among those of its relation. */
bool kind_is_on_relation(enum object_kind kind);

/* All of one kind that stand at top level, in the schema's order; none of a kind that stands within
 * another. The list is the caller's. */
struct objects objects_of(struct arena *arena, const struct schema *schema, enum object_kind kind);
/* All of one kind within a table, partition or view (columns, constraints, indexes), a composite
 * type (columns), an enum (labels) or a domain (constraints: its checks), in the order of
 * declaration; none where no such kind can stand. */
struct objects objects_within(
	struct arena *arena, const struct object *parent, enum object_kind kind);

/* A copy of the object alone; what it points to is shared. */
struct object *object_shallow_copy(struct arena *arena, const struct object *object);

/* For schema.c, which knows the names beside: puts the object at the end of its kind's list; takes
 * it out, if it is there. What stands within another is in no list of the schema's. */
void kind_list_add(struct schema *schema, struct object *object);
void kind_list_remove(struct schema *schema, const struct object *object);

#endif
