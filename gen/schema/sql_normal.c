/* The one spelling of what PostgreSQL's parser sees as the same, whatever the types of columns are;
 * with them, sql_natural.c knows more. Every rule turns a tree into one that the server stores and
 * renders as it would the first. */
#include "schema/sql_type.h"
#include "schema/sql_tree.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* --- small questions about nodes ---------------------------------------------------------------
 */

const char *sql_constant_string(const PgQuery__Node *node)
{
	const PgQuery__AConst *constant = SQL_NODE(node, A_CONST, a_const);
	return constant && constant->val_case == PG_QUERY__A__CONST__VAL_SVAL ? constant->sval->sval
									      : NULL;
}

const char *sql_operator(const PgQuery__AExpr *expression)
{
	const char *name = expression->n_name == 1 ? sql_node_string(expression->name[0]) : NULL;
	return name ? name : "";
}

bool sql_type_is(const PgQuery__TypeName *type, const char *name, size_t brackets)
{
	const struct builtin_type *own = sql_meant_type(sql_node_name(type->names, type->n_names));
	return own && strcmp(own->name, name) == 0 && type->n_typmods == 0 &&
	       type->n_array_bounds == brackets && !type->setof;
}

/* --- conditions --------------------------------------------------------------------------------
 */

static const PgQuery__AExpr *comparison(const PgQuery__Node *node, const char *operator)
{
	const PgQuery__AExpr *expression = SQL_NODE(node, A_EXPR, a_expr);
	return expression && expression->kind == PG_QUERY__A__EXPR__KIND__AEXPR_OP &&
			       expression->lexpr && strcmp(sql_operator(expression), operator) == 0
		       ? expression
		       : NULL;
}

static void make_between(struct sql_tree *tree, PgQuery__Node *node, const PgQuery__AExpr *low,
	const PgQuery__AExpr *high)
{
	bool not = node->bool_expr->boolop == PG_QUERY__BOOL_EXPR_TYPE__OR_EXPR;
	PgQuery__Node *list = sql_new_node(tree, PG_QUERY__NODE__NODE_LIST);
	list->list = arena_new(&tree->arena, PgQuery__List);
	pg_query__list__init(list->list);
	list->list->items = arena_alloc(&tree->arena, 2 * sizeof *list->list->items);
	list->list->items[0] = low->rexpr;
	list->list->items[1] = high->rexpr;
	list->list->n_items = 2;
	PgQuery__AExpr *between = arena_new(&tree->arena, PgQuery__AExpr);
	*between = *low;
	between->kind = not ? PG_QUERY__A__EXPR__KIND__AEXPR_NOT_BETWEEN
			    : PG_QUERY__A__EXPR__KIND__AEXPR_BETWEEN;
	between->name = arena_alloc(&tree->arena, sizeof *between->name);
	between->name[0] = sql_string_node(tree, not ? "NOT BETWEEN" : "BETWEEN");
	between->rexpr = list;
	node->node_case = PG_QUERY__NODE__NODE_A_EXPR;
	node->a_expr = between;
}

/* a >= x AND a <= y is what the parser makes of a BETWEEN x AND y; a < x OR a > y of its NOT. */
static void join_comparisons(struct sql_tree *tree, PgQuery__Node *node)
{
	const PgQuery__BoolExpr *condition = node->bool_expr;
	bool and = condition->boolop == PG_QUERY__BOOL_EXPR_TYPE__AND_EXPR;
	if (condition->n_args != 2 || condition->boolop == PG_QUERY__BOOL_EXPR_TYPE__NOT_EXPR)
		return;
	const PgQuery__AExpr *low = comparison(condition->args[0], and? ">=" : "<");
	const PgQuery__AExpr *high = comparison(condition->args[1], and? "<=" : ">");
	if (low && high && sql_same(&low->lexpr->base, &high->lexpr->base))
		make_between(tree, node, low, high);
}

/* NOT (a IS DISTINCT FROM b) is what the parser makes of a IS NOT DISTINCT FROM b. */
static void join_not(PgQuery__Node *node)
{
	PgQuery__BoolExpr *condition = node->bool_expr;
	PgQuery__AExpr *inside =
		condition->n_args == 1 ? SQL_NODE(condition->args[0], A_EXPR, a_expr) : NULL;
	if (condition->boolop != PG_QUERY__BOOL_EXPR_TYPE__NOT_EXPR || !inside ||
		inside->kind != PG_QUERY__A__EXPR__KIND__AEXPR_DISTINCT)
		return;
	inside->kind = PG_QUERY__A__EXPR__KIND__AEXPR_NOT_DISTINCT;
	*node = *condition->args[0];
}

/* x IN (y) is x = y. */
static void unlist(PgQuery__AExpr *in)
{
	PgQuery__List *list = SQL_NODE(in->rexpr, LIST, list);
	if (!list || list->n_items != 1 || SQL_NODE(in->lexpr, ROW_EXPR, row_expr))
		return;
	in->kind = PG_QUERY__A__EXPR__KIND__AEXPR_OP;
	in->rexpr = list->items[0];
}

/* The call by which SIMILAR TO gets its pattern. */
static PgQuery__FuncCall *similar_pattern(const PgQuery__Node *node)
{
	PgQuery__FuncCall *call = SQL_NODE(node, FUNC_CALL, func_call);
	const char *name = call ? sql_node_name(call->funcname, call->n_funcname).name : NULL;
	return name && strcmp(name, "similar_to_escape") == 0 ? call : NULL;
}

static void name_similar(struct sql_tree *tree, PgQuery__AExpr *expression)
{
	PgQuery__FuncCall *call = similar_pattern(expression->rexpr);
	if (!call)
		return;
	PgQuery__Node *last = call->funcname[call->n_funcname - 1];
	call->funcname = arena_alloc(&tree->arena, 2 * sizeof *call->funcname);
	call->funcname[0] = sql_string_node(tree, "pg_catalog");
	call->funcname[1] = last;
	call->n_funcname = 2;
	expression->kind = PG_QUERY__A__EXPR__KIND__AEXPR_SIMILAR;
}

static void name_pattern_match(struct sql_tree *tree, PgQuery__AExpr *expression)
{
	const char *operator= sql_operator(expression);
	if (!expression->lexpr)
		return;
	if (strcmp(operator, "~") == 0 || strcmp(operator, "!~") == 0)
		name_similar(tree, expression);
	if (strcmp(operator, "~~") == 0 || strcmp(operator, "!~~") == 0)
		expression->kind = PG_QUERY__A__EXPR__KIND__AEXPR_LIKE;
	else if (strcmp(operator, "~~*") == 0 || strcmp(operator, "!~~*") == 0)
		expression->kind = PG_QUERY__A__EXPR__KIND__AEXPR_ILIKE;
}

/* --- constants and casts -----------------------------------------------------------------------
 */

static bool is_number(const char *string, bool *fraction)
{
	const char *c = string + (*string == '-');
	size_t digits = strspn(c, "0123456789");
	*fraction = c[digits] == '.';
	if (digits == 0)
		return false;
	return !c[digits] || (*fraction && c[digits + 1] &&
				     !c[digits + 1 + strspn(c + digits + 1, "0123456789")]);
}

/* Whether the grammar gives an unquoted number that type. */
static bool goes_without_cast(const PgQuery__TypeName *type, const char *string, bool fraction)
{
	errno = 0;
	long long value = strtoll(string, NULL, 10);
	bool fits = errno == 0 && !fraction;
	if (sql_type_is(type, "int4", 0))
		return fits && value >= INT_MIN && value <= INT_MAX;
	if (sql_type_is(type, "int8", 0))
		return fits && (value < INT_MIN || value > INT_MAX);
	return sql_type_is(type, "numeric", 0) && fraction;
}

/* '-1'::integer is how the server renders -1. */
static void unquote_number(struct sql_tree *tree, PgQuery__Node *node)
{
	const char *string = sql_constant_string(node->type_cast->arg);
	bool fraction;
	if (!string || !is_number(string, &fraction) ||
		(string[*string == '-'] == '0' && strlen(string) > 1 && !fraction) ||
		!goes_without_cast(node->type_cast->type_name, string, fraction))
		return;
	PgQuery__AConst *constant = arena_new(&tree->arena, PgQuery__AConst);
	pg_query__a__const__init(constant);
	if (!fraction && sql_type_is(node->type_cast->type_name, "int4", 0) &&
		strcmp(string, "-2147483648") != 0) {
		constant->val_case = PG_QUERY__A__CONST__VAL_IVAL;
		constant->ival = arena_new(&tree->arena, PgQuery__Integer);
		pg_query__integer__init(constant->ival);
		constant->ival->ival = (int32_t)strtol(string, NULL, 10);
	} else {
		constant->val_case = PG_QUERY__A__CONST__VAL_FVAL;
		constant->fval = arena_new(&tree->arena, PgQuery__Float);
		pg_query__float__init(constant->fval);
		constant->fval->fval = arena_strdup(&tree->arena, string);
	}
	node->node_case = PG_QUERY__NODE__NODE_A_CONST;
	node->a_const = constant;
}

static bool is_constant(const PgQuery__Node *node)
{
	return SQL_NODE(node, A_CONST, a_const) != NULL;
}

/* The type that every element is cast to; of a constant string alone: text, which is what they
 * become. NULL: there is none. */
static const PgQuery__TypeName *element_type(const PgQuery__AArrayExpr *array, bool *texts)
{
	const PgQuery__TypeName *type = NULL;
	size_t casts = 0, strings = 0;
	for (size_t i = 0; i < array->n_elements; i++) {
		const PgQuery__TypeCast *cast = SQL_NODE(array->elements[i], TYPE_CAST, type_cast);
		strings += sql_constant_string(array->elements[i]) != NULL;
		if (!cast || !is_constant(cast->arg) || cast->type_name->n_array_bounds ||
			(type && !sql_same(&type->base, &cast->type_name->base)))
			continue;
		type = cast->type_name;
		casts++;
	}
	bool all = casts + strings == array->n_elements && casts > 0;
	*texts = all && sql_type_is(type, "text", 0);
	return all ? type : NULL;
}

static void strip_elements(const PgQuery__AArrayExpr *array)
{
	for (size_t i = 0; i < array->n_elements; i++) {
		const PgQuery__TypeCast *cast = SQL_NODE(array->elements[i], TYPE_CAST, type_cast);
		if (cast)
			array->elements[i] = cast->arg;
	}
}

static PgQuery__TypeName *array_of(struct sql_tree *tree, const PgQuery__TypeName *element)
{
	PgQuery__TypeName *type = sql_type_node(tree, (struct qualified){0}, 1);
	type->names = element->names;
	type->n_names = element->n_names;
	return type;
}

static void mark_array(PgQuery__TypeCast *cast)
{
	PgQuery__AArrayExpr *array = SQL_NODE(cast->arg, A_ARRAY_EXPR, a_array_expr);
	if (array && array->n_elements > 0)
		array->location = SQL_CAST_REACHES_IN;
}

/* ARRAY['a'::t, 'b'::t] is ARRAY['a', 'b']::t[]. */
static void join_casts(struct sql_tree *tree, PgQuery__Node *node)
{
	bool texts;
	const PgQuery__AArrayExpr *array = node->a_array_expr;
	const PgQuery__TypeName *type =
		array->location == SQL_CAST_REACHES_IN ? NULL : element_type(array, &texts);
	if (!type)
		return;
	PgQuery__Node *inner = sql_new_node(tree, PG_QUERY__NODE__NODE_A_ARRAY_EXPR);
	inner->a_array_expr = node->a_array_expr;
	strip_elements(array);
	inner->a_array_expr->location = SQL_CAST_REACHES_IN;
	if (!texts)
		*node = *sql_cast_node(tree, inner, array_of(tree, type));
}

/* ARRAY['a', 'b']::text[] needs no cast, and ARRAY['a'::t]::t[] not two. */
static void cast_array(struct sql_tree *tree, PgQuery__Node *node)
{
	bool texts;
	const PgQuery__TypeName *to = node->type_cast->type_name;
	PgQuery__AArrayExpr *array = SQL_NODE(node->type_cast->arg, A_ARRAY_EXPR, a_array_expr);
	if (!array || array->location != SQL_CAST_REACHES_IN || to->n_array_bounds != 1)
		return;
	const PgQuery__TypeName *type = element_type(array, &texts);
	if (type && sql_same(&array_of(tree, type)->base, &to->base))
		strip_elements(array);
	for (size_t i = 0; i < array->n_elements; i++) {
		if (!sql_constant_string(array->elements[i]))
			return;
	}
	if (sql_type_is(to, "text", 1)) {
		array->location = -1;
		*node = *node->type_cast->arg;
	}
}

/* A cast to boolean around BETWEEN does nothing. */
static void uncast_condition(PgQuery__Node *node)
{
	const PgQuery__AExpr *inside = SQL_NODE(node->type_cast->arg, A_EXPR, a_expr);
	if (inside && sql_type_is(node->type_cast->type_name, "bool", 0) &&
		(inside->kind == PG_QUERY__A__EXPR__KIND__AEXPR_BETWEEN ||
			inside->kind == PG_QUERY__A__EXPR__KIND__AEXPR_NOT_BETWEEN))
		*node = *node->type_cast->arg;
}

static void uncast_argument(PgQuery__Node **argument, const char *type)
{
	const PgQuery__TypeCast *cast = SQL_NODE(*argument, TYPE_CAST, type_cast);
	if (cast && sql_constant_string(cast->arg) && sql_type_is(cast->type_name, type, 0))
		*argument = cast->arg;
}

/* LIKE … ESCAPE …, whose function the server's words do not qualify. */
static void simplify_escape(PgQuery__FuncCall *call)
{
	call->funcname[0] = call->funcname[call->n_funcname - 1];
	call->n_funcname = 1;
	uncast_argument(&call->args[0], "text");
	uncast_argument(&call->args[1], "text");
}

/* nextval takes nothing but a sequence; AT TIME ZONE a text where it is not said what. */
static void simplify_call(PgQuery__FuncCall *call)
{
	struct qualified name = sql_node_name(call->funcname, call->n_funcname);
	if (sql_relation_constant(&call->base) == NULL && call->n_args > 0 && name.name &&
		(!name.schema || strcmp(name.schema, "pg_catalog") == 0)) {
		if (strcmp(name.name, "nextval") == 0 || strcmp(name.name, "currval") == 0 ||
			strcmp(name.name, "setval") == 0)
			uncast_argument(&call->args[0], "regclass");
		else if (strcmp(name.name, "timezone") == 0 && call->n_args == 2)
			uncast_argument(&call->args[0], "text");
		else if (strcmp(name.name, "similar_to_escape") == 0 && call->n_args == 1)
			uncast_argument(&call->args[0], "text");
		else if (strcmp(name.name, "like_escape") == 0 && call->n_args == 2)
			simplify_escape(call);
	}
}

/* ELSE NULL goes without saying. */
static void forget_else(PgQuery__CaseExpr *choice)
{
	const PgQuery__AConst *constant = SQL_NODE(choice->defresult, A_CONST, a_const);
	if (constant && constant->isnull)
		choice->defresult = NULL;
}

static void simplify(void *context, PgQuery__Node *node)
{
	struct sql_tree *tree = context;
	switch (node->node_case) {
	case PG_QUERY__NODE__NODE_BOOL_EXPR:
		join_comparisons(tree, node);
		if (node->node_case == PG_QUERY__NODE__NODE_BOOL_EXPR)
			join_not(node);
		break;
	case PG_QUERY__NODE__NODE_ROW_EXPR:
		if (node->row_expr->n_args > 1)
			node->row_expr->row_format = PG_QUERY__COERCION_FORM__COERCE_IMPLICIT_CAST;
		break;
	case PG_QUERY__NODE__NODE_CASE_EXPR:
		forget_else(node->case_expr);
		break;
	case PG_QUERY__NODE__NODE_A_EXPR:
		if (node->a_expr->kind == PG_QUERY__A__EXPR__KIND__AEXPR_IN)
			unlist(node->a_expr);
		else if (node->a_expr->kind == PG_QUERY__A__EXPR__KIND__AEXPR_OP)
			name_pattern_match(tree, node->a_expr);
		break;
	case PG_QUERY__NODE__NODE_TYPE_CAST:
		cast_array(tree, node);
		if (node->node_case == PG_QUERY__NODE__NODE_TYPE_CAST)
			unquote_number(tree, node);
		if (node->node_case == PG_QUERY__NODE__NODE_TYPE_CAST)
			uncast_condition(node);
		break;
	case PG_QUERY__NODE__NODE_A_ARRAY_EXPR:
		join_casts(tree, node);
		break;
	case PG_QUERY__NODE__NODE_FUNC_CALL:
		simplify_call(node->func_call);
		break;
	default:
		break;
	}
}

/* --- everything --------------------------------------------------------------------------------
 */

/* ASC is what goes without saying, and so is where it puts nulls. */
static void normalise_order(PgQuery__IndexElem *element)
{
	bool descending = element->ordering == PG_QUERY__SORT_BY_DIR__SORTBY_DESC;
	if (element->ordering == PG_QUERY__SORT_BY_DIR__SORTBY_ASC)
		element->ordering = PG_QUERY__SORT_BY_DIR__SORTBY_DEFAULT;
	if (element->nulls_ordering == (descending ? PG_QUERY__SORT_BY_NULLS__SORTBY_NULLS_FIRST
						   : PG_QUERY__SORT_BY_NULLS__SORTBY_NULLS_LAST))
		element->nulls_ordering = PG_QUERY__SORT_BY_NULLS__SORTBY_NULLS_DEFAULT;
}

static void normalise(void *context, ProtobufCMessage *message)
{
	struct sql_tree *tree = context;
	if (SQL_IS(message, type_name))
		sql_normalise_type(tree, (PgQuery__TypeName *)message);
	else if (SQL_IS(message, index_elem))
		normalise_order((PgQuery__IndexElem *)message);
	else if (SQL_IS(message, type_cast) && !(tree->scope && tree->scope->rendered))
		mark_array((PgQuery__TypeCast *)message);
}

static void name_type(void *tree, ProtobufCMessage *message)
{
	if (SQL_IS(message, type_name))
		sql_normalise_type(tree, (PgQuery__TypeName *)message);
}

void sql_normalise(struct sql_tree *tree, ProtobufCMessage *message)
{
	if (tree->scope && tree->scope->verbatim) {
		sql_tree_walk(message, name_type, tree);
		return;
	}
	sql_tree_walk(message, normalise, tree);
	sql_tree_rewrite(message, simplify, tree);
	if (tree->scope)
		sql_natural(tree, message);
}
