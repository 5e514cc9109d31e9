/* What constraints and indexes are written with: shared by sql_constraint.c and sql_index.c. */
#ifndef RESTRUCT_SCHEMA_SQL_DEFINITION_H
#define RESTRUCT_SCHEMA_SQL_DEFINITION_H

#include "base/text.h"
#include "schema/sql_tree.h"

/* A definition under construction; failure sticks. */
struct definition {
	struct sql_tree *tree;
	struct text text;
	bool failed;
};

/* (a, b), from strings or index elements */
void definition_names(struct definition *to, PgQuery__Node *const *nodes, size_t count);
void definition_expression(struct definition *to, PgQuery__Node *node);
/* (fillfactor = 70), from a list of options */
void definition_options(struct definition *to, PgQuery__Node *const *nodes, size_t count);
/* One part of an index's key. */
void definition_element(struct definition *to, const PgQuery__IndexElem *element);
/* "USING gin ", or nothing for what goes without saying. */
void definition_method(struct definition *to, const char *method);
/* The text, finished; NULL when before and the text are not read back as the tree. */
const char *definition_take(struct definition *to, struct arena *arena, const char *before);

/* Adds the names of columns among nodes that are not there yet. */
void definition_mention_nodes(
	struct arena *arena, struct names *names, PgQuery__Node *const *nodes, size_t count);

#endif
