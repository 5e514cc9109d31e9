/* What a database does not know: how its objects are called and declared in C, and in which order a
 * person would write them down. Needs nothing but the schema.
 *
 *     c_names.c    words of C out of SQL's names; which of them C, C++ and the system have taken
 *     c_types.c    the C declaration that a column's SQL type gets
 *     c_model.c    both, for a whole schema: tags, members, enumerators, typedefs
 *     order.c      the order of a header */
#ifndef RESTRUCT_IMPORT_IMPORT_H
#define RESTRUCT_IMPORT_IMPORT_H

#include "schema/schema.h"

/* Gives whatever in the schema has no name in C (no tag, member, enumerator, typedef name) one, and
 * a C type to every column of it. No two names clash, neither with each other nor with the words of
 * C, C++, restruct_model.h and what system headers are known for; in C++ no member hides a type
 * that its struct uses. The same schema always gets the same names, in whatever order its objects
 * stand. */
void import_c_model(struct schema *schema);

/* All top-level objects as a header has them: schemas, extensions, types before those made of them,
 * sequences, tables after those they reference (a circle begins at its first name), partitions
 * after what they are parts of, views after what they read, routines, triggers and the like,
 * privileges; among equals the configured schema first, then by name. */
void import_order(struct arena *arena, const struct schema *schema, struct object_list *ordered);

#endif
