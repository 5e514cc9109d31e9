/* Casts of lists: BETWEEN, IN, ANY; see sql_natural.c. */
#include "schema/sql_natural.h"

#include <string.h>

void natural_between(const struct natural *natural, PgQuery__AExpr *between)
{
	PgQuery__Node **bounds = between->rexpr->list->items;
	struct operands low = {between->lexpr, bounds[0]}, high = {between->lexpr, bounds[1]};
	low = natural_operands(natural, ">=", low);
	high = natural_operands(natural, "<=", high);
	if (low.left != high.left)
		return;
	between->lexpr = low.left;
	bounds[0] = low.right;
	bounds[1] = high.right;
}

static bool is_any(const PgQuery__AExpr *expression)
{
	return (expression->kind == PG_QUERY__A__EXPR__KIND__AEXPR_OP_ANY &&
		       strcmp(sql_operator(expression), "=") == 0) ||
	       (expression->kind == PG_QUERY__A__EXPR__KIND__AEXPR_OP_ALL &&
		       strcmp(sql_operator(expression), "<>") == 0);
}

/* Constants alone: no name makes another condition of x IN (…). */
static bool all_constants(PgQuery__Node *const *nodes, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const PgQuery__AConst *constant = SQL_NODE(nodes[i], A_CONST, a_const);
		if (!constant || constant->isnull)
			return false;
	}
	return true;
}

static void make_in(const struct natural *natural, PgQuery__AExpr *any, PgQuery__Node *left,
	const PgQuery__AArrayExpr *array)
{
	PgQuery__Node *list = sql_new_node(natural->tree, PG_QUERY__NODE__NODE_LIST);
	list->list = arena_new(&natural->tree->arena, PgQuery__List);
	pg_query__list__init(list->list);
	list->list->items = array->elements;
	list->list->n_items = array->n_elements;
	any->kind = PG_QUERY__A__EXPR__KIND__AEXPR_IN;
	any->lexpr = left;
	any->rexpr = list;
}

/* What x IN (…) makes of its constants is an array of this type. */
static bool in_makes(struct kind left, struct kind element)
{
	if (kind_equal(left, element))
		return left.dimensions == 0 &&
		       (left.user.name || (natural_compares(left) && !kind_is(left, "varchar")));
	return kind_is(left, "int2") && kind_is(element, "int4");
}

static bool is_text_array(const struct natural *natural, const PgQuery__Node *node)
{
	struct kind kind = natural_kind(natural, node);
	return kind.dimensions == 1 && kind.name && strcmp(kind.name, "text") == 0;
}

static bool is_varchar_array(const struct natural *natural, const PgQuery__Node *node)
{
	struct kind kind = natural_kind(natural, node);
	return kind.dimensions == 1 && kind.name && strcmp(kind.name, "varchar") == 0;
}

/* The array in x = ANY ((ARRAY['a', 'b']::varchar[])::text[]), else NULL. Beside a varchar or text
 * the outer cast goes without saying. */
static PgQuery__Node *relabelled_array(const struct natural *natural, const PgQuery__Node *node)
{
	const PgQuery__TypeCast *outer = SQL_NODE(node, TYPE_CAST, type_cast);
	/* around ARRAY[…] it reaches into the elements */
	if (!outer || !is_text_array(natural, node) || sql_constant_string(outer->arg) ||
		SQL_NODE(outer->arg, A_ARRAY_EXPR, a_array_expr))
		return NULL;
	return is_varchar_array(natural, outer->arg) ? outer->arg : NULL;
}

/* The array of constants, and the type of its elements. */
static const PgQuery__AArrayExpr *constants_of(
	const struct natural *natural, const PgQuery__Node *node, struct kind *element)
{
	const PgQuery__TypeCast *cast = SQL_NODE(node, TYPE_CAST, type_cast);
	const PgQuery__AArrayExpr *array =
		SQL_NODE(cast ? cast->arg : node, A_ARRAY_EXPR, a_array_expr);
	if (!array || !all_constants(array->elements, array->n_elements))
		return NULL;
	*element = natural_kind(natural, node);
	element->dimensions--;
	return array;
}

/* (x)::text = ANY ((ARRAY['a', 'b']::varchar[])::text[]) of a varchar x is x IN ('a', 'b'). left is
 * what operator takes as a text, or NULL. */
static bool strip_varchar_array(
	const struct natural *natural, PgQuery__AExpr *any, PgQuery__Node *left)
{
	PgQuery__Node *inner = relabelled_array(natural, any->rexpr), *own = left;
	struct kind element, type;
	if (!own)
		own = any->lexpr;
	bool varchar = kind_is(natural_base(natural, natural_kind(natural, own)), "varchar");
	if (!inner && varchar && is_varchar_array(natural, any->rexpr))
		inner = any->rexpr;
	if (!inner)
		return false;
	const PgQuery__AArrayExpr *array = constants_of(natural, inner, &element);
	if (array && array->n_elements > 1 && varchar && is_any(any)) {
		make_in(natural, any, own, array);
		return true;
	}
	if (!varchar && !kind_is(natural_kind(natural, any->lexpr), "text"))
		return true;
	PgQuery__Node *constant = natural_constant(any->lexpr, &type);
	any->lexpr = varchar ? own : constant ? constant : any->lexpr;
	any->rexpr = inner;
	return true;
}

/* n = ANY ((ARRAY[1, 2])::numeric[]) of a numeric n: the operator casts the array. */
static void strip_array_cast(const struct natural *natural, PgQuery__AExpr *any)
{
	const PgQuery__TypeCast *outer = SQL_NODE(any->rexpr, TYPE_CAST, type_cast);
	const PgQuery__TypeCast *inner = outer ? SQL_NODE(outer->arg, TYPE_CAST, type_cast) : NULL;
	const PgQuery__AArrayExpr *array =
		inner ? SQL_NODE(inner->arg, A_ARRAY_EXPR, a_array_expr) : NULL;
	struct kind left = natural_kind(natural, any->lexpr);
	if (!array || !sql_type_is(inner->type_name, "int4", 1) ||
		!all_constants(array->elements, array->n_elements))
		return;
	if ((kind_is(left, "numeric") && sql_type_is(outer->type_name, "numeric", 1)) ||
		(kind_is(left, "float8") && sql_type_is(outer->type_name, "float8", 1)))
		any->rexpr = inner->arg;
}

/* '{a,b}'::text[] beside a text or varchar. */
static void strip_array_constant(
	const struct natural *natural, PgQuery__AExpr *any, PgQuery__Node *left)
{
	struct kind type, kind = natural_kind(natural, any->lexpr);
	PgQuery__Node *constant = natural_constant(any->rexpr, &type);
	if (!constant || type.dimensions != 1)
		return;
	type.dimensions = 0;
	bool varchar = kind_is(natural_base(natural, kind), "varchar") && kind_is(type, "text");
	if (!varchar && (!kind_equal(kind, type) || !natural_compares(kind)))
		return;
	any->rexpr = constant;
	if (left)
		any->lexpr = left;
}

/* 'a'::text = ANY (tags) */
static void strip_left_constant(const struct natural *natural, PgQuery__AExpr *any)
{
	struct kind type, array = natural_kind(natural, any->rexpr);
	PgQuery__Node *constant = natural_constant(any->lexpr, &type);
	if (!constant || !array.dimensions || SQL_NODE(any->rexpr, TYPE_CAST, type_cast))
		return;
	array.dimensions = 0;
	if (kind_equal(type, array) && natural_compares(type))
		any->lexpr = constant;
}

/* The number that an element is, whatever it is cast to. */
static PgQuery__Node *number_of(PgQuery__Node *node)
{
	const PgQuery__TypeCast *cast = SQL_NODE(node, TYPE_CAST, type_cast);
	PgQuery__Node *inside =
		cast && sql_type_is(cast->type_name, "numeric", 0) ? cast->arg : node;
	const PgQuery__AConst *constant = SQL_NODE(inside, A_CONST, a_const);
	return constant && (constant->val_case == PG_QUERY__A__CONST__VAL_IVAL ||
				   constant->val_case == PG_QUERY__A__CONST__VAL_FVAL)
		       ? inside
		       : NULL;
}

/* n = ANY (ARRAY[(1)::numeric, 2.5]) of a numeric n is n IN (1, 2.5). */
static void strip_numbers(const struct natural *natural, PgQuery__AExpr *any)
{
	const PgQuery__AArrayExpr *array = SQL_NODE(any->rexpr, A_ARRAY_EXPR, a_array_expr);
	bool fraction = false;
	if (!array || array->n_elements < 2 || !is_any(any) ||
		!kind_is(natural_kind(natural, any->lexpr), "numeric"))
		return;
	for (size_t i = 0; i < array->n_elements; i++) {
		PgQuery__Node *number = number_of(array->elements[i]);
		if (!number || (number == array->elements[i] &&
				       !kind_is(natural_kind(natural, number), "numeric")))
			return;
		fraction |= number == array->elements[i];
	}
	if (!fraction)
		return;
	for (size_t i = 0; i < array->n_elements; i++)
		array->elements[i] = number_of(array->elements[i]);
	make_in(natural, any, any->lexpr, array);
}

void natural_any(const struct natural *natural, PgQuery__AExpr *any)
{
	struct kind element, kind = natural_kind(natural, any->lexpr);
	PgQuery__Node *left = natural_relabelled(natural, any->lexpr);
	struct kind under = left ? natural_base(natural, natural_kind(natural, left)) : kind;
	if (strip_varchar_array(natural, any, left))
		return;
	const PgQuery__AArrayExpr *array = constants_of(natural, any->rexpr, &element);
	if (array && array->n_elements > 1 && is_any(any)) {
		if (!left || kind_is(under, "varchar")) {
			if (!left && in_makes(kind, element)) {
				make_in(natural, any, any->lexpr, array);
				return;
			}
		} else if (in_makes(under, element)) {
			make_in(natural, any, left, array);
			return;
		}
	}
	/* text constants beside a varchar: it becomes a text by itself */
	if (array && left && kind_is(under, "varchar") && kind_is(element, "text")) {
		any->lexpr = left;
		return;
	}
	/* and beside a column of texts */
	if (left && kind_is(under, "varchar") && is_text_array(natural, any->rexpr) &&
		SQL_NODE(any->rexpr, COLUMN_REF, column_ref)) {
		any->lexpr = left;
		return;
	}
	strip_numbers(natural, any);
	if (any->kind == PG_QUERY__A__EXPR__KIND__AEXPR_IN)
		return;
	strip_array_cast(natural, any);
	strip_array_constant(natural, any, left);
	strip_left_constant(natural, any);
}

/* x IN ('a'::t, …) */
static void strip_list(const struct natural *natural, PgQuery__AExpr *in)
{
	PgQuery__List *list = SQL_NODE(in->rexpr, LIST, list);
	struct kind kind = natural_base(natural, natural_kind(natural, in->lexpr)), type;
	if (!list || !kind_known(kind) || !(natural_compares(kind) || kind_is(kind, "varchar")))
		return;
	for (size_t i = 0; i < list->n_items; i++) {
		if (!sql_constant_string(list->items[i]) &&
			!(natural_constant(list->items[i], &type) && kind_equal(type, kind)))
			return;
	}
	for (size_t i = 0; i < list->n_items; i++) {
		PgQuery__Node *constant = natural_constant(list->items[i], &type);
		if (constant)
			list->items[i] = constant;
	}
}

/* x::text IN ('a', 'b') of a varchar x is rendered as x = ANY (ARRAY['a', 'b']). */
static void unmake_in(const struct natural *natural, PgQuery__AExpr *in)
{
	PgQuery__Node *left = natural_relabelled(natural, in->lexpr);
	PgQuery__List *list = SQL_NODE(in->rexpr, LIST, list);
	if (!left || !list || !all_constants(list->items, list->n_items) ||
		!kind_is(natural_base(natural, natural_kind(natural, left)), "varchar"))
		return;
	PgQuery__Node *array = sql_new_node(natural->tree, PG_QUERY__NODE__NODE_A_ARRAY_EXPR);
	array->a_array_expr = arena_new(&natural->tree->arena, PgQuery__AArrayExpr);
	pg_query__a__array_expr__init(array->a_array_expr);
	array->a_array_expr->elements = list->items;
	array->a_array_expr->n_elements = list->n_items;
	in->kind = strcmp(sql_operator(in), "=") == 0 ? PG_QUERY__A__EXPR__KIND__AEXPR_OP_ANY
						      : PG_QUERY__A__EXPR__KIND__AEXPR_OP_ALL;
	in->lexpr = left;
	in->rexpr = array;
}

void natural_in(const struct natural *natural, PgQuery__AExpr *in)
{
	strip_list(natural, in);
	unmake_in(natural, in);
}
