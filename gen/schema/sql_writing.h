/* What constraints and indexes are written with: shared by sql_constraint.c and sql_index.c. */
#ifndef RESTRUCT_SCHEMA_SQL_WRITING_H
#define RESTRUCT_SCHEMA_SQL_WRITING_H

#include "base/text.h"
#include "schema/sql_tree.h"

/* A definition under construction; failure sticks. */
struct writing {
	struct sql_tree *tree;
	struct text text;
	bool failed;
};

/* (a, b), from strings or index elements */
void writing_names(struct writing *to, PgQuery__Node *const *nodes, size_t count);
void writing_expression(struct writing *to, PgQuery__Node *node);
/* (fillfactor = 70), from a list of options */
void writing_options(struct writing *to, PgQuery__Node *const *nodes, size_t count);
/* The same as parameters; only those of one name and value each. */
struct parameters writing_parameters(
	struct sql_tree *tree, struct arena *arena, PgQuery__Node *const *nodes, size_t count);
/* One part of an index's key. */
void writing_element(struct writing *to, const PgQuery__IndexElem *element);
/* "USING gin ", or nothing for what goes without saying. */
void writing_method(struct writing *to, const char *method);
/* The text, finished; NULL when before and the text are not read back as the tree. */
const char *writing_take(struct writing *to, struct arena *arena, const char *before);

/* Adds the names of columns among nodes that are not there yet. */
void writing_mention_nodes(
	struct arena *arena, struct names *names, PgQuery__Node *const *nodes, size_t count);

/* Gives the values of all options below message their one spelling. */
void sql_normalise_options(struct sql_tree *tree, ProtobufCMessage *message);

#endif
