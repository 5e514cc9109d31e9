/* What mentions an object, rewritten when the object gets another name. */
#ifndef RESTRUCT_DIFF_REWRITE_H
#define RESTRUCT_DIFF_REWRITE_H

#include "schema/schema.h"

/* kind: of a relation, type, routine, sequence or collation. Everything in schema that says
 * from says to afterwards; the object itself is not touched. */
void rewrite_mentions(struct arena *arena, struct schema *schema, enum object_kind kind,
	struct qualified from, struct qualified to);
/* The same for a column of table. */
void rewrite_column_mentions(struct arena *arena, struct schema *schema, struct table *table,
	const char *from, const char *to);
/* The same for a label of the enum type: every string constant that says it, in expressions that
 * have to do with the type. */
void rewrite_label_mentions(struct arena *arena, struct schema *schema, struct qualified type,
	const char *from, const char *to);

/* An index of the table, or a constraint with one, has another name. */
void rewrite_index_mentions(struct arena *arena, struct schema *schema, struct table *table,
	const char *from, const char *to);

#endif
