/* What the files of this folder ask of objects, names and types, besides what schema/kinds.h
 * answers. */
#ifndef RESTRUCT_DIFF_OBJECTS_H
#define RESTRUCT_DIFF_OBJECTS_H

#include "schema/kinds.h"

/* Of a column, constraint or index: see diff/expand.h. */
bool object_is_inherited(const struct object *object);

/* NULL when there is none of that name. */
struct object *objects_find(const struct objects *objects, struct qualified name);
bool objects_hold(const struct objects *objects, const struct object *object);

/* Whether a type is the wanted one, an array of it, or a domain over it. */
bool type_stands_for(
	const struct schema *schema, const struct sql_type *type, struct qualified wanted);

/* Whether the old labels are all there, in their old order, so that the rest can be added. */
bool enum_only_adds(const struct enum_type *from, const struct enum_type *to);
/* Whether a column of the table's partition key holds the enum. */
bool keyed_by(const struct schema *schema, const struct table *table, const struct enum_type *type);
/* Of two indexes, or two constraints, whether they differ in nothing but their names. */
bool same_definition(const struct object *a, const struct object *b);

/* Strings that may be NULL. */
bool strings_equal(const char *a, const char *b);
/* The same names in any order. */
bool names_same_set(const struct names *a, const struct names *b);
bool names_hold(const struct names *names, const char *name);

#endif
