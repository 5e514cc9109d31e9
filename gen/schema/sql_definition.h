/* What triggers, policies, rules, extended statistics and collations share: sql_definition.c hands
 * each to the file of its kind. */
#ifndef RESTRUCT_SCHEMA_SQL_DEFINITION_H
#define RESTRUCT_SCHEMA_SQL_DEFINITION_H

#include "schema/sql_writing.h"

/* A statement that has been parsed, whose name is "x", on its way into a definition. Each reads the
 * tree after renames, too: what it finds there decides, not what was written. */
struct defining {
	struct sql_tree *tree;
	struct arena *arena;
	struct definition *definition;
	const char *before; /* what stood before the text: "CREATE POLICY x " */
	const char *text;   /* as it was written; NULL: the tree is not what it says any more */
	struct sql_error *error;
};

/* Each sets definition, mentions, columns and relation. */
bool define_trigger(struct defining *to);
bool define_policy(struct defining *to);
bool define_rule(struct defining *to);
bool define_statistics(struct defining *to);
bool define_collation(struct defining *to);
bool define_range(struct defining *to); /* sql_range.c */

/* " ON audit.orders", and what it is on. */
void define_relation(struct defining *to, struct writing *writing, const PgQuery__RangeVar *on);
/* Takes the text, when it means what the tree says; else what was written, white space folded. */
bool define_take(struct defining *to, struct writing *writing);

/* What lies below message mentions: the last part of every name that may be a column's, the
 * relations it reads (not those of WITH), types and functions. */
void define_mentions(struct defining *to, ProtobufCMessage *message);

#endif
