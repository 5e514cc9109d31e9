/* The types of expressions; see sql_natural.h. Not to know a type is always right. */
#include "schema/sql_natural.h"
#include "schema/sql_type.h"

#include <ctype.h>
#include <string.h>

/* --- kinds -------------------------------------------------------------------------------------
 */

bool kind_known(struct kind kind)
{
	return kind.name || kind.user.name;
}

bool kind_is(struct kind kind, const char *name)
{
	return kind.name && kind.dimensions == 0 && strcmp(kind.name, name) == 0;
}

bool kind_equal(struct kind a, struct kind b)
{
	if (a.dimensions != b.dimensions || !a.name != !b.name)
		return false;
	return a.name ? strcmp(a.name, b.name) == 0
		      : a.user.name && b.user.name && qualified_equal(a.user, b.user);
}

static struct kind own(const char *name)
{
	return (struct kind){.name = name};
}

struct kind natural_kind_of(const PgQuery__TypeName *type)
{
	struct qualified name = sql_node_name(type->names, type->n_names);
	const struct builtin_type *builtin = sql_meant_type(name);
	struct kind kind = {.dimensions = type->n_array_bounds ? 1 : 0};
	if (type->setof || type->pct_type)
		return kind;
	if (builtin)
		kind.name = builtin->name;
	else
		kind.user = name;
	return kind;
}

struct kind natural_column_kind(const struct sql_type *type)
{
	struct kind kind = {.user = type->user, .dimensions = type->dimensions ? 1 : 0};
	const struct builtin_type *builtin =
		type->user.name || !type->base ? NULL : builtin_type_spelt(type->base);
	if (builtin)
		kind.name = builtin->name;
	return kind;
}

struct kind natural_base(const struct natural *natural, struct kind kind)
{
	enum { DEEPEST = 16 };
	for (int i = 0; kind.user.name && kind.dimensions == 0 && i < DEEPEST; i++) {
		const struct domain *domain =
			natural->scope->schema
				? schema_find(natural->scope->schema, OBJECT_DOMAIN, kind.user)
				: NULL;
		if (!domain)
			break;
		kind = natural_column_kind(&domain->base);
	}
	return kind;
}

/* --- operators ---------------------------------------------------------------------------------
 */

static bool is_string(struct kind kind)
{
	return kind_is(kind, "text") || kind_is(kind, "varchar");
}

static int rank(struct kind kind)
{
	static const char *const ranks[] = {"int2", "int4", "int8", "numeric", "float8"};
	for (int i = 0; i < (int)(sizeof ranks / sizeof *ranks); i++) {
		if (kind_is(kind, ranks[i]))
			return i + 1;
	}
	return 0;
}

static struct kind arithmetic_kind(struct kind a, struct kind b)
{
	if (!rank(a) || !rank(b))
		return own(NULL);
	return rank(a) > rank(b) ? a : b;
}

static bool one_of(const char *name, const char *const *names)
{
	for (; *names; names++) {
		if (strcmp(name, *names) == 0)
			return true;
	}
	return false;
}

static struct kind operator_kind(const struct natural *natural, const PgQuery__AExpr *expression)
{
	static const char *const tests[] = {"=", "<>", "<", ">", "<=", ">=", "~", "!~", "~*", "!~*",
		"@>", "<@", "&&", "?", "?|", "?&", "@@", "~~", "!~~", NULL};
	static const char *const arithmetic[] = {"+", "-", "*", "/", "%", NULL};
	const char *name = sql_operator(expression);
	if (one_of(name, tests))
		return own("bool");
	struct kind left = natural_base(natural, natural_kind(natural, expression->lexpr));
	struct kind right = natural_base(natural, natural_kind(natural, expression->rexpr));
	if (strcmp(name, "->>") == 0 || strcmp(name, "#>>") == 0)
		return own("text");
	if (strcmp(name, "->") == 0 || strcmp(name, "#>") == 0)
		return kind_is(left, "json") || kind_is(left, "jsonb") ? left : own(NULL);
	if (strcmp(name, "||") == 0 && (is_string(left) || is_string(right)) &&
		left.dimensions == 0 && right.dimensions == 0)
		return own("text");
	if (!expression->lexpr)
		return strcmp(name, "-") == 0 && rank(right) ? right : own(NULL);
	if (one_of(name, arithmetic))
		return arithmetic_kind(left, right);
	return own(NULL);
}

static struct kind expression_kind(const struct natural *natural, const PgQuery__AExpr *expression)
{
	switch (expression->kind) {
	case PG_QUERY__A__EXPR__KIND__AEXPR_OP:
		return operator_kind(natural, expression);
	case PG_QUERY__A__EXPR__KIND__AEXPR_NULLIF:
		return natural_kind(natural, expression->lexpr);
	case PG_QUERY__A__EXPR__KIND__A_EXPR_KIND_UNDEFINED:
		return own(NULL);
	default:
		return own("bool");
	}
}

/* --- everything --------------------------------------------------------------------------------
 */

static struct kind constant_kind(const PgQuery__AConst *constant)
{
	if (constant->isnull)
		return own(NULL);
	switch (constant->val_case) {
	case PG_QUERY__A__CONST__VAL_IVAL:
		return own("int4");
	case PG_QUERY__A__CONST__VAL_FVAL:
		return own(strpbrk(constant->fval->fval, ".eE") ? "numeric" : "int8");
	case PG_QUERY__A__CONST__VAL_BOOLVAL:
		return own("bool");
	default:
		return own(NULL);
	}
}

static struct kind value_function_kind(const PgQuery__SQLValueFunction *function)
{
	switch (function->op) {
	case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_DATE:
		return own("date");
	case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_TIMESTAMP:
	case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_TIMESTAMP_N:
		return own("timestamptz");
	case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_LOCALTIMESTAMP:
	case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_LOCALTIMESTAMP_N:
		return own("timestamp");
	case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_ROLE:
	case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_USER:
	case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_USER:
	case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_SESSION_USER:
	case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_SCHEMA:
		return own("name");
	default:
		return own(NULL);
	}
}

/* Of values one of which becomes the result: the type of those that have one, if it is the same. */
static struct kind common_kind(
	const struct natural *natural, PgQuery__Node *const *nodes, size_t count, struct kind found)
{
	for (size_t i = 0; i < count; i++) {
		const PgQuery__CaseWhen *when = SQL_NODE(nodes[i], CASE_WHEN, case_when);
		const PgQuery__Node *node = when ? when->result : nodes[i];
		const PgQuery__AConst *constant = SQL_NODE(node, A_CONST, a_const);
		struct kind kind = natural_base(natural, natural_kind(natural, node));
		if (constant && !kind_known(kind))
			continue;
		if (kind_known(found) && rank(kind) && rank(found))
			kind = arithmetic_kind(kind, found);
		else if (!kind_known(kind) || (kind_known(found) && !kind_equal(kind, found)))
			return own(NULL);
		found = kind;
	}
	return found;
}

static bool all_strings(const PgQuery__CaseExpr *choice)
{
	size_t strings = 0;
	for (size_t i = 0; i < choice->n_args; i++) {
		const PgQuery__CaseWhen *when = SQL_NODE(choice->args[i], CASE_WHEN, case_when);
		const PgQuery__AConst *constant =
			when ? SQL_NODE(when->result, A_CONST, a_const) : NULL;
		if (!constant || (!constant->isnull && !sql_constant_string(when->result)))
			return false;
		strings += !constant->isnull;
	}
	if (choice->defresult && !sql_constant_string(choice->defresult))
		return false;
	return strings > 0 || choice->defresult;
}

static struct kind case_kind(const struct natural *natural, const PgQuery__CaseExpr *choice)
{
	struct kind found = own(NULL);
	if (choice->defresult) {
		found = common_kind(natural, (PgQuery__Node *const *)&choice->defresult, 1, found);
		if (!kind_known(found) && !SQL_NODE(choice->defresult, A_CONST, a_const))
			return found;
	}
	struct kind common = common_kind(natural, choice->args, choice->n_args, found);
	return kind_known(common) || !all_strings(choice) ? common : own("text");
}

static struct kind array_kind(const struct natural *natural, const PgQuery__AArrayExpr *array)
{
	struct kind found = own(NULL);
	size_t strings = 0;
	for (size_t i = 0; i < array->n_elements; i++)
		strings += sql_constant_string(array->elements[i]) != NULL;
	found = array->n_elements && strings == array->n_elements
			? own("text")
			: common_kind(natural, array->elements, array->n_elements, found);
	if (kind_known(found))
		found.dimensions = 1;
	return found;
}

/* a[1] of an array */
static struct kind element_kind(const struct natural *natural, const PgQuery__AIndirection *path)
{
	struct kind kind = natural_kind(natural, path->arg);
	const PgQuery__AIndices *index =
		path->n_indirection == 1 ? SQL_NODE(path->indirection[0], A_INDICES, a_indices)
					 : NULL;
	if (!index || index->is_slice || !kind.dimensions)
		return own(NULL);
	kind.dimensions = 0;
	return kind;
}

struct kind natural_kind(const struct natural *natural, const PgQuery__Node *node)
{
	switch (node ? node->node_case : PG_QUERY__NODE__NODE__NOT_SET) {
	case PG_QUERY__NODE__NODE_COLUMN_REF:
		return natural_reference(natural, node->column_ref);
	case PG_QUERY__NODE__NODE_TYPE_CAST:
		return natural_kind_of(node->type_cast->type_name);
	case PG_QUERY__NODE__NODE_A_CONST:
		return constant_kind(node->a_const);
	case PG_QUERY__NODE__NODE_A_EXPR:
		return expression_kind(natural, node->a_expr);
	case PG_QUERY__NODE__NODE_BOOL_EXPR:
	case PG_QUERY__NODE__NODE_NULL_TEST:
	case PG_QUERY__NODE__NODE_BOOLEAN_TEST:
		return own("bool");
	case PG_QUERY__NODE__NODE_FUNC_CALL:
		return natural_function_kind(natural, node->func_call);
	case PG_QUERY__NODE__NODE_COALESCE_EXPR:
		return common_kind(
			natural, node->coalesce_expr->args, node->coalesce_expr->n_args, own(NULL));
	case PG_QUERY__NODE__NODE_MIN_MAX_EXPR:
		return common_kind(
			natural, node->min_max_expr->args, node->min_max_expr->n_args, own(NULL));
	case PG_QUERY__NODE__NODE_CASE_EXPR:
		return case_kind(natural, node->case_expr);
	case PG_QUERY__NODE__NODE_SQLVALUE_FUNCTION:
		return value_function_kind(node->sqlvalue_function);
	case PG_QUERY__NODE__NODE_A_ARRAY_EXPR:
		return array_kind(natural, node->a_array_expr);
	case PG_QUERY__NODE__NODE_COLLATE_CLAUSE:
		return natural_kind(natural, node->collate_clause->arg);
	case PG_QUERY__NODE__NODE_A_INDIRECTION:
		return element_kind(natural, node->a_indirection);
	default:
		return own(NULL);
	}
}
