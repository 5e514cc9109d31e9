/* A table under construction: what declare_table.c, declare_column.c and declare_constraint.c
 * share. */
#ifndef RESTRUCT_READ_MAKING_H
#define RESTRUCT_READ_MAKING_H

#include "read/declarations.h"

struct making {
	struct declaring *to;
	struct table *table;
	struct constraint *primary_key;     /* of DB_PRIMARY_KEY, not yet with its definition */
	const struct annotation *key_place; /* the first DB_PRIMARY_KEY */
	struct constraints unnamed;         /* of members and without a name, in their order */
};

/* The column, in the table, and the constraints that its member says. */
void making_add_column(struct making *making, const struct member *member);
void making_add_member_constraints(
	struct making *making, const struct column *column, const struct member *member);
/* Once all columns are there: the constraints and indexes that stand after the brace, and names for
 * whatever has none. */
void making_add_contents(struct making *making, const struct annotations *annotations);

#endif
