/* What sql_natural*.c share: the types of expressions, as far as they are known. */
#ifndef RESTRUCT_SCHEMA_SQL_NATURAL_H
#define RESTRUCT_SCHEMA_SQL_NATURAL_H

#include "schema/sql_tree.h"

/* A type without modifiers. */
struct kind {
	const char *name; /* pg_type's, of PostgreSQL's own; NULL: user's, or not known at all */
	struct qualified user;
	int dimensions;
};

/* What a name before a column's means in a query. */
struct range {
	const char *called;
	const struct table *table; /* NULL: not known */
};
LIST(struct range, ranges);

struct natural {
	struct sql_tree *tree;
	const struct sql_scope *scope;
	struct ranges ranges;
	const char *method; /* of an index */
};

/* All that is known of a node's type; known() false: nothing. */
struct kind natural_kind(const struct natural *natural, const PgQuery__Node *node);
struct kind natural_kind_of(const PgQuery__TypeName *type);
struct kind natural_column_kind(const struct sql_type *type);
/* The same, with what a domain is made of in its place. */
struct kind natural_base(const struct natural *natural, struct kind kind);
bool kind_known(struct kind kind);
bool kind_is(struct kind kind, const char *name);
bool kind_equal(struct kind a, struct kind b);

/* What is known of one of PostgreSQL's own functions by its name and number of arguments. */
struct known_function {
	const char *name;
	const char *arguments; /* a letter each: t takes text and nothing a constant could be
				  instead, r a text search configuration, . anything; * at the
				  end: more of any kind */
	const char *result;    /* NULL: not always the same */
};
const struct known_function *natural_function(const PgQuery__FuncCall *call);
struct kind natural_function_kind(const struct natural *natural, const PgQuery__FuncCall *call);

/* The constant in 'x'::t, a string or NULL; else NULL. Its type goes into *kind. */
PgQuery__Node *natural_constant(const PgQuery__Node *node, struct kind *kind);
/* What is cast to another type of its own accord, as far as an operator is concerned: a varchar or
 * a domain to what operators take of them. Else NULL. */
PgQuery__Node *natural_relabelled(const struct natural *natural, const PgQuery__Node *node);
/* Whether a type is one with which a comparison finds itself when the other side is a constant of
 * no type. */
bool natural_compares(struct kind kind);

struct operands {
	PgQuery__Node *left, *right;
};
/* What may stand in place of an operator's two operands. */
struct operands natural_operands(
	const struct natural *natural, const char *operator, struct operands as);
/* The same for the kinds of expressions that have more. */
void natural_between(const struct natural *natural, PgQuery__AExpr *between);
void natural_any(const struct natural *natural, PgQuery__AExpr *any);
void natural_in(const struct natural *natural, PgQuery__AExpr *in);

/* The type of a column, by the name that a reference says. */
struct kind natural_reference(const struct natural *natural, const PgQuery__ColumnRef *reference);

/* Finds what names stand for in a query. */
void natural_find_ranges(struct natural *natural, ProtobufCMessage *message);

#endif
