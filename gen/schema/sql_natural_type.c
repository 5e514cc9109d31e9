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

/* --- functions ---------------------------------------------------------------------------------
 */

/* Sorted by name, then by the number of arguments. */
static const struct known_function functions[] = {
	{"array_length", "..", "int4"},
	{"array_to_string", ".t", "text"},
	{"ascii", "t", "int4"},
	{"bit_length", "t", "int4"},
	{"btrim", "t", "text"},
	{"btrim", "tt", "text"},
	{"cardinality", ".", "int4"},
	{"char_length", "t", "int4"},
	{"character_length", "t", "int4"},
	{"current_setting", "t", "text"},
	{"current_setting", "t.", "text"},
	{"date_part", "t.", "float8"},
	{"date_trunc", "t.", NULL},
	{"decode", "tt", "bytea"},
	{"encode", ".t", "text"},
	{"gen_random_uuid", "", "uuid"},
	{"initcap", "t", "text"},
	{"json_typeof", ".", "text"},
	{"jsonb_array_length", ".", "int4"},
	{"jsonb_typeof", ".", "text"},
	{"left", "t.", "text"},
	{"length", "t", "int4"},
	{"lower", "t", NULL},
	{"lpad", "t.", "text"},
	{"lpad", "t.t", "text"},
	{"ltrim", "t", "text"},
	{"ltrim", "tt", "text"},
	{"md5", "t", "text"},
	{"now", "", "timestamptz"},
	{"octet_length", "t", "int4"},
	{"plainto_tsquery", "rt", "tsquery"},
	{"regexp_match", "tt", NULL},
	{"regexp_matches", "tt", NULL},
	{"regexp_replace", "ttt", "text"},
	{"regexp_replace", "tttt", "text"},
	{"regexp_split_to_array", "tt", NULL},
	{"repeat", "t.", "text"},
	{"replace", "ttt", "text"},
	{"reverse", "t", "text"},
	{"right", "t.", "text"},
	{"rpad", "t.", "text"},
	{"rpad", "t.t", "text"},
	{"rtrim", "t", "text"},
	{"rtrim", "tt", "text"},
	{"split_part", "tt.", "text"},
	{"starts_with", "tt", "bool"},
	{"string_to_array", "tt", NULL},
	{"strpos", "tt", "int4"},
	{"substr", "t.", "text"},
	{"substr", "t..", "text"},
	{"substring", "t.", "text"},
	{"substring", "t..", "text"},
	{"to_char", ".t", "text"},
	{"to_date", "tt", "date"},
	{"to_number", "tt", "numeric"},
	{"to_timestamp", "tt", "timestamptz"},
	{"to_tsquery", "rt", "tsquery"},
	{"to_tsvector", "rt", "tsvector"},
	{"translate", "ttt", "text"},
	{"upper", "t", NULL},
};

const struct known_function *natural_function(const PgQuery__FuncCall *call)
{
	struct qualified name = sql_node_name(call->funcname, call->n_funcname);
	if (!name.name || call->n_funcname > 2 ||
		(name.schema && strcmp(name.schema, "pg_catalog") != 0) || call->func_variadic ||
		call->agg_star || call->over)
		return NULL;
	for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
		if (strcmp(functions[i].name, name.name) == 0 &&
			strlen(functions[i].arguments) == call->n_args)
			return &functions[i];
	}
	return NULL;
}

/* upper and lower are a range's bounds, too. */
static struct kind function_kind(const struct natural *natural, const PgQuery__FuncCall *call)
{
	const struct known_function *function = natural_function(call);
	if (function && function->result)
		return own(function->result);
	if (!function || call->n_args != 1)
		return own(NULL);
	struct kind argument = natural_base(natural, natural_kind(natural, call->args[0]));
	return kind_is(argument, "text") || kind_is(argument, "varchar") ? own("text") : own(NULL);
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
	if (expression->lexpr && one_of(name, arithmetic))
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
		if (!kind_known(kind) || (kind_known(found) && !kind_equal(kind, found)))
			return own(NULL);
		found = kind;
	}
	return found;
}

static struct kind case_kind(const struct natural *natural, const PgQuery__CaseExpr *choice)
{
	struct kind found = own(NULL);
	if (choice->defresult) {
		found = common_kind(natural, (PgQuery__Node *const *)&choice->defresult, 1, found);
		if (!kind_known(found) && !SQL_NODE(choice->defresult, A_CONST, a_const))
			return found;
	}
	return common_kind(natural, choice->args, choice->n_args, found);
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
		return function_kind(natural, node->func_call);
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
	default:
		return own(NULL);
	}
}
