/* What the readers of functions, procedures and aggregates share: sql_routine.c (signature and the
 * whole), sql_routine_attributes.c, sql_routine_body.c, sql_aggregate.c. */
#ifndef RESTRUCT_SCHEMA_SQL_ROUTINE_H
#define RESTRUCT_SCHEMA_SQL_ROUTINE_H

#include "base/text.h"
#include "schema/sql_tree.h"

struct routine_reading {
	struct sql_tree *tree;
	struct arena *arena;
	struct routine *routine; /* whose mentions grow */
	struct sql_error *error;
};

/* Refuses, with a message of the reading's arena. */
#define routine_refuse(reading, ...) sql_refuse((reading)->arena, (reading)->error, 0, __VA_ARGS__)

/* A type of an argument or a result, as the server keeps it: without modifiers, arrays with one
 * pair of brackets. NULL when it was refused. */
const char *routine_type(struct routine_reading *reading, PgQuery__TypeName *name);

/* An argument: "VARIADIC a integer[] DEFAULT '{}'"; its type alone in *type. False when it was
 * refused. */
bool routine_argument(struct routine_reading *reading, struct text *to,
	const PgQuery__FunctionParameter *parameter, const char **type);

/* LANGUAGE, volatility and the rest, on a line, and a line for each SET; sets language. */
bool routine_attributes(struct routine_reading *reading, struct text *to,
	const PgQuery__CreateFunctionStmt *node, bool returns_set);

/* AS $$…$$, RETURN or BEGIN ATOMIC; sets body, words and what bodies mention. */
bool routine_body(
	struct routine_reading *reading, struct text *to, const PgQuery__CreateFunctionStmt *node);

/* Everything of an aggregate, of an operator. */
bool routine_aggregate(struct routine_reading *reading, const PgQuery__DefineStmt *node);
bool routine_operator(struct routine_reading *reading, const PgQuery__DefineStmt *node);

/* The name in an option's value, which is mentioned then; NULL when it is none. */
const char *routine_function_name(struct routine_reading *reading, const PgQuery__Node *node);
const char *routine_operator_name(struct routine_reading *reading, const PgQuery__Node *node);

/* The option of that name, or NULL. */
const PgQuery__DefElem *routine_option(
	PgQuery__Node *const *options, size_t count, const char *name);
/* A dotted name's spelling. */
const char *routine_dotted(
	struct routine_reading *reading, PgQuery__Node *const *nodes, size_t count);
/* Adds a function's name to what the routine mentions. */
void routine_calls(struct routine_reading *reading, struct qualified name);

#endif
