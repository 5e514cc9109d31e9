/* SQL as libpg_query's trees: what sql*.c share. Nobody else includes this.
 *
 * A tree lives in an arena of its own, which ends with it: only text goes out. */
#ifndef RESTRUCT_SCHEMA_SQL_TREE_H
#define RESTRUCT_SCHEMA_SQL_TREE_H

#include "schema/sql.h"

#include <pg_query/pg_query.pb-c.h>

/* A statement that consists of one expression: shorter than any other, and nothing may precede the
 * expression but this. */
#define SQL_SELECT "SELECT WHERE "

struct sql_tree {
	struct arena arena;
	PgQuery__ParseResult *result;
	PgQuery__Node *statement;      /* the only one */
	const struct sql_scope *scope; /* what is known about the names in it; NULL: nothing */
};

/* What stands around the text that a person wrote to make a statement of it. */
struct sql_frame {
	const char *before, *after;
};

/* Parses before text after, which must be one statement without a semicolon. On a refusal error
 * holds a message in arena and a place within text, and there is no tree to finish. */
bool sql_tree_parse(struct sql_tree *tree, struct arena *arena, struct sql_frame frame,
	const char *text, struct sql_error *error);
/* Parses any number of statements, as they are; false when they cannot be read. */
bool sql_tree_parse_all(struct sql_tree *tree, const char *text);
void sql_tree_finish(struct sql_tree *tree);

/* An expression of the tree as text, or NULL when none was found that means the same. */
const char *sql_node_text(struct sql_tree *tree, struct arena *arena, PgQuery__Node *node);
/* A whole statement of the tree as text, or NULL likewise. */
const char *sql_statement_text(struct sql_tree *tree, struct arena *arena, PgQuery__Node *node);
/* A query with a line for each of its clauses; nothing but white space changes. */
const char *sql_layout(struct arena *arena, const char *sql);
/* Whether a statement is what the tree says, wherever its parts stand. */
bool sql_reads_back(const struct sql_tree *tree, const char *text);

/* Calls visit for message and each message within, parents first, in the order of the source's
 * fields. */
typedef void sql_visit(void *context, ProtobufCMessage *message);
void sql_tree_walk(ProtobufCMessage *message, sql_visit *visit, void *context);
/* Calls before when it comes to a message and after when it leaves it. */
void sql_tree_walk_through(
	ProtobufCMessage *message, sql_visit *before, sql_visit *after, void *context);

/* The same, children first. */
void sql_tree_walk_up(ProtobufCMessage *message, sql_visit *visit, void *context);

/* Calls rewrite for message and each node within, children first: it may become another node. */
typedef void sql_rewrite(void *context, PgQuery__Node *node);
void sql_tree_rewrite(ProtobufCMessage *message, sql_rewrite *rewrite, void *context);
/* Whether two parts are the same wherever they stand. */
bool sql_same(const ProtobufCMessage *a, const ProtobufCMessage *b);

/* What libpg_query's deparser makes of an expression, unchecked; in the tree's arena, or NULL. */
const char *sql_deparse(struct sql_tree *tree, PgQuery__Node *node);
/* SELECT WHERE and the expression, with parentheses wherever an operand could need them, or NULL.
 * Takes the expression to pieces. */
const char *sql_with_parens(struct sql_tree *tree, PgQuery__Node **node);
/* The same of a whole statement. */
const char *sql_statement_with_parens(struct sql_tree *tree, PgQuery__ParseResult *result);
/* What libpg_query's deparser makes of a statement, unchecked; in the tree's arena, or NULL. */
const char *sql_deparse_result(struct sql_tree *tree, const PgQuery__ParseResult *result);

/* The node's content when it is of that kind, else NULL: SQL_NODE(node, COLUMN_REF, column_ref) */
#define SQL_NODE(node, kind, field)                                                                \
	((node) && (node)->node_case == PG_QUERY__NODE__NODE_##kind ? (node)->field : NULL)
/* Whether a visited message is of a type: SQL_IS(message, column_ref) */
#define SQL_IS(message, type) ((message)->descriptor == &pg_query__##type##__descriptor)

/* The string in a String node, or NULL. */
const char *sql_node_string(const PgQuery__Node *node);
PgQuery__Node *sql_string_node(struct sql_tree *tree, const char *string);
/* What an option in WITH (…) was given, without quotes; an option alone is a yes. "" for what is no
 * value. And the truth in it, "true" or "false"; NULL: there is none. */
const char *sql_option_value(struct arena *arena, const PgQuery__Node *node);
const char *sql_truth(const char *value);
/* A dotted name: the last part, and the one before it or NULL. */
struct qualified sql_node_name(PgQuery__Node *const *nodes, size_t count);

bool sql_refuse(struct arena *arena, struct sql_error *error, size_t offset, const char *format,
	...) __attribute__((format(printf, 4, 5)));

/* The type's canonical form: aliases become one spelling. */
bool sql_read_type(struct sql_tree *tree, struct arena *arena, PgQuery__TypeName *name,
	struct sql_type *type, struct sql_error *error);

/* Makes the name in the tree the one of its aliases that the grammar itself would choose. The type
 * when it is one of PostgreSQL's own, else NULL. */
struct builtin_type;
const struct builtin_type *sql_normalise_type(struct sql_tree *tree, PgQuery__TypeName *name);

/* Gives everything below message its one spelling: sql_normal.c, and sql_natural.c when the tree
 * has a scope. */
void sql_normalise(struct sql_tree *tree, ProtobufCMessage *message);
void sql_natural(struct sql_tree *tree, ProtobufCMessage *message);
/* The text of a rendering as it can be parsed without losing how conditions are nested. */
const char *sql_keep_nesting(struct arena *arena, const char *rendered);

/* The location of an array whose cast reaches into its elements, as the parser does it with what
 * people write: it sees no array that would be cast. */
enum { SQL_CAST_REACHES_IN = -2 };

/* Nodes in the tree's arena. */
PgQuery__Node *sql_new_node(struct sql_tree *tree, PgQuery__Node__NodeCase kind);
PgQuery__Node *sql_cast_node(
	struct sql_tree *tree, PgQuery__Node *value, const PgQuery__TypeName *type);
PgQuery__TypeName *sql_type_node(struct sql_tree *tree, struct qualified name, size_t brackets);
/* The string of a constant, or NULL. */
const char *sql_constant_string(const PgQuery__Node *node);
/* The only name of an operator, or "". */
const char *sql_operator(const PgQuery__AExpr *expression);
/* Whether a type is called that in pg_catalog, without modifiers; and with brackets. */
bool sql_type_is(const PgQuery__TypeName *type, const char *name, size_t brackets);
/* Whether a type's name, as written, means one of PostgreSQL's own types. */
bool sql_own_type(struct qualified name);
const struct builtin_type *sql_meant_type(struct qualified name);
/* The string constant by which message names a relation (nextval, regclass), or NULL; and the name
 * in such a string. */
PgQuery__Node *sql_relation_constant(ProtobufCMessage *message);
struct qualified sql_relation_in(struct arena *arena, const char *string);
/* Refuses what the grammar takes and the server does not, in expressions of one table. */
bool sql_check_expressions(struct arena *arena, struct sql_frame around, ProtobufCMessage *message,
	struct sql_error *error);
/* Whether anything that is mentioned gets another name. */
bool sql_touches(const struct mentions *mentions, const struct sql_renames *renames);
/* Applies renames to everything below message. */
void sql_apply_renames(
	struct sql_tree *tree, ProtobufCMessage *message, const struct sql_renames *renames);
/* A list of strings (a key's columns): the renames of columns. */
void sql_rename_strings(struct sql_tree *tree, PgQuery__Node **nodes, size_t count,
	const struct sql_renames *renames);

/* A canonical query as a tree, and what a tree says as a view's query and mentions. False: nothing
 * to finish; it cannot be written, and the view is as it was. */
bool sql_tree_of_query(struct sql_tree *tree, struct arena *arena, const char *query);
bool sql_query_of_tree(struct sql_tree *tree, struct arena *arena, struct view *view);
/* The name that the server gives an expression in a select list or index, or NULL. */
const char *sql_figured_name(const PgQuery__Node *node);

/* Says that something could not be written as text. */
bool sql_cannot_write(struct arena *arena, struct sql_error *error);
/* Collects what is mentioned below message. */
void sql_mentions(struct arena *arena, ProtobufCMessage *message, struct mentions *mentions);

#endif
