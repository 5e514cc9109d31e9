/* What goes without saying where the types of columns are known: the casts that the server's parser
 * makes by itself and its renderings spell out. A cast goes only where the parser surely puts it
 * back: what is left means the same and is rendered the same. */
#include "schema/sql_natural.h"

#include "schema/sql_type.h"

#include <string.h>

static void strip_expression(const struct natural *natural, PgQuery__AExpr *expression)
{
	struct operands operands = {expression->lexpr, expression->rexpr};
	switch (expression->kind) {
	case PG_QUERY__A__EXPR__KIND__AEXPR_OP:
	case PG_QUERY__A__EXPR__KIND__AEXPR_LIKE:
	case PG_QUERY__A__EXPR__KIND__AEXPR_ILIKE:
		operands = natural_operands(natural, sql_operator(expression), operands);
		break;
	case PG_QUERY__A__EXPR__KIND__AEXPR_SIMILAR:
		operands = natural_operands(natural, sql_operator(expression), operands);
		break;
	case PG_QUERY__A__EXPR__KIND__AEXPR_DISTINCT:
	case PG_QUERY__A__EXPR__KIND__AEXPR_NOT_DISTINCT:
	case PG_QUERY__A__EXPR__KIND__AEXPR_NULLIF:
		operands = natural_operands(natural, "=", operands);
		break;
	case PG_QUERY__A__EXPR__KIND__AEXPR_BETWEEN:
	case PG_QUERY__A__EXPR__KIND__AEXPR_NOT_BETWEEN:
		natural_between(natural, expression);
		return;
	case PG_QUERY__A__EXPR__KIND__AEXPR_OP_ANY:
	case PG_QUERY__A__EXPR__KIND__AEXPR_OP_ALL:
		natural_any(natural, expression);
		return;
	case PG_QUERY__A__EXPR__KIND__AEXPR_IN:
		natural_in(natural, expression);
		return;
	default:
		return;
	}
	expression->lexpr = operands.left;
	expression->rexpr = operands.right;
}

/* --- values of one type ------------------------------------------------------------------------
 */

static PgQuery__Node **result_slot(PgQuery__Node **slot)
{
	PgQuery__CaseWhen *when = SQL_NODE(*slot, CASE_WHEN, case_when);
	return when ? &when->result : slot;
}

/* The number in (0)::numeric: what it is cast to where another value is of that type. */
static PgQuery__Node *cast_number(
	const struct natural *natural, const PgQuery__Node *node, struct kind *type)
{
	const PgQuery__TypeCast *cast = SQL_NODE(node, TYPE_CAST, type_cast);
	if (!cast || !SQL_NODE(cast->arg, A_CONST, a_const) || cast->type_name->n_typmods)
		return NULL;
	struct kind from = natural_kind(natural, cast->arg);
	*type = natural_kind_of(cast->type_name);
	bool wider =
		kind_is(*type, "float8") || kind_is(*type, "numeric") || kind_is(*type, "int8");
	return wider && (kind_is(from, "int4") ||
				(kind_is(from, "numeric") && kind_is(*type, "float8")))
		       ? cast->arg
		       : NULL;
}

static PgQuery__Node *alternative(
	const struct natural *natural, const PgQuery__Node *node, struct kind *type)
{
	PgQuery__Node *constant = natural_constant(node, type);
	return constant ? constant : cast_number(natural, node, type);
}

/* The type of those that are no constants goes into *found, if there is one. */
static bool have_one_type(const struct natural *natural, PgQuery__Node **const *slots, size_t count,
	struct kind *found)
{
	struct kind type;
	bool others = false;
	for (size_t i = 0; i < count; i++) {
		if (SQL_NODE(*slots[i], A_CONST, a_const) &&
			!kind_known(natural_kind(natural, *slots[i])))
			continue;
		bool constant = alternative(natural, *slots[i], &type);
		struct kind kind = constant ? type : natural_kind(natural, *slots[i]);
		bool domain = kind.user.name && natural->scope->schema &&
			      !schema_find(natural->scope->schema, OBJECT_ENUM, kind.user);
		if (!kind_known(kind) || (domain && !constant) ||
			(kind_known(*found) && !kind_equal(kind, *found)))
			return false;
		*found = kind;
		others |= !constant;
	}
	return kind_known(*found) && (others || kind_is(*found, "text"));
}

/* Where one of several values becomes the result, constants take the type of the others. */
static void strip_alternatives(
	const struct natural *natural, PgQuery__Node **nodes, size_t count, PgQuery__Node **last)
{
	struct kind found = {0}, type;
	PgQuery__Node ***slots = arena_alloc(&natural->tree->arena, (count + 1) * sizeof *slots);
	for (size_t i = 0; i < count; i++)
		slots[i] = result_slot(&nodes[i]);
	if (last && *last)
		slots[count++] = last;
	if (!have_one_type(natural, slots, count, &found))
		return;
	for (size_t i = 0; i < count; i++) {
		PgQuery__Node *constant = alternative(natural, *slots[i], &type);
		if (constant)
			*slots[i] = constant;
	}
}

/* CASE x WHEN 'a'::text */
static void strip_tests(const struct natural *natural, const PgQuery__CaseExpr *choice)
{
	struct kind type, kind = natural_base(natural, natural_kind(natural, choice->arg));
	for (size_t i = 0; i < choice->n_args; i++) {
		PgQuery__CaseWhen *when = SQL_NODE(choice->args[i], CASE_WHEN, case_when);
		PgQuery__Node *constant = when ? natural_constant(when->expr, &type) : NULL;
		if (constant && ((kind_is(kind, "varchar") && kind_is(type, "text")) ||
					(kind_equal(kind, type) && natural_compares(kind))))
			when->expr = constant;
	}
}

static void strip_case(const struct natural *natural, PgQuery__CaseExpr *choice)
{
	strip_alternatives(natural, choice->args, choice->n_args, &choice->defresult);
	if (choice->arg)
		strip_tests(natural, choice);
	const PgQuery__AConst *constant = SQL_NODE(choice->defresult, A_CONST, a_const);
	if (constant && constant->isnull)
		choice->defresult = NULL;
}

/* --- calls -------------------------------------------------------------------------------------
 */

static void strip_argument(
	const struct natural *natural, PgQuery__Node **argument, const char *type)
{
	struct kind kind;
	PgQuery__Node *constant = natural_constant(*argument, &kind);
	if (constant && kind_is(kind, type)) {
		*argument = constant;
		return;
	}
	PgQuery__Node *relabel = natural_relabelled(natural, *argument);
	if (relabel && kind_is(natural_kind(natural, *argument), type))
		*argument = relabel;
}

static void strip_call(const struct natural *natural, PgQuery__FuncCall *call)
{
	const struct known_function *function = natural_function(call);
	for (size_t i = 0; function && i < call->n_args && function->arguments[i] != '*'; i++) {
		if (function->arguments[i] == 't')
			strip_argument(natural, &call->args[i], "text");
		else if (function->arguments[i] == 'r')
			strip_argument(natural, &call->args[i], "regconfig");
	}
}

/* --- operator classes */

/* Whether a class is what an index of that method takes for a type by itself. */
static bool is_default_class(const char *method, struct kind kind, const char *class)
{
	static const char single[] =
		"bit bool bpchar bytea char date float4 float8 inet int2 int4 int8 interval jsonb "
		"macaddr money name numeric oid text time timestamp timestamptz timetz tsquery "
		"tsvector uuid varbit";
	size_t length = strlen(class);
	if (length < 5 || strcmp(class + length - 4, "_ops") != 0 || !kind.name)
		return false;
	if (kind.dimensions)
		return strcmp(class, "array_ops") == 0 &&
		       (strcmp(method, "btree") == 0 || strcmp(method, "gin") == 0 ||
			       strcmp(method, "hash") == 0);
	if (strlen(kind.name) != length - 4 || strncmp(kind.name, class, length - 4) != 0)
		return false;
	const char *found = strstr(single, kind.name);
	bool listed = found && (found == single || found[-1] == ' ');
	if (strcmp(method, "gin") == 0)
		return kind_is(kind, "jsonb") || kind_is(kind, "tsvector");
	if (strcmp(method, "hash") == 0)
		return listed && !kind_is(kind, "bit") && !kind_is(kind, "varbit") &&
		       !kind_is(kind, "tsquery") && !kind_is(kind, "tsvector") &&
		       !kind_is(kind, "money");
	return strcmp(method, "btree") == 0 && listed;
}

static void strip_class(const struct natural *natural, PgQuery__IndexElem *element)
{
	const struct table *table = natural->scope->table;
	const struct column *column =
		table && *element->name ? table_column(table, element->name) : NULL;
	const char *class = element->n_opclass == 1 ? sql_node_string(element->opclass[0]) : NULL;
	if (column && class && element->n_opclassopts == 0 &&
		is_default_class(natural->method, natural_column_kind(&column->type), class))
		element->n_opclass = 0;
}

/* --- what only renderings say */

/* In the server's words a cast around ARRAY[…] is one of the array; parsed as it stands it would
 * reach into the elements. Another cast within keeps it out. */
static void keep_cast_outside(const struct natural *natural, PgQuery__TypeCast *cast)
{
	const PgQuery__AArrayExpr *array = SQL_NODE(cast->arg, A_ARRAY_EXPR, a_array_expr);
	struct kind kind = natural_kind(natural, cast->arg);
	if (!array || array->n_elements == 0 || !kind_known(kind) ||
		array->location == SQL_CAST_REACHES_IN)
		return;
	struct qualified name = kind.user;
	if (kind.name)
		name = (struct qualified){.schema = "pg_catalog", .name = kind.name};
	PgQuery__TypeName *type = sql_type_node(natural->tree, name, 1);
	sql_normalise_type(natural->tree, type);
	cast->arg = sql_cast_node(natural->tree, cast->arg, type);
}

/* What has no name here was a constant of no type: any cast would give it one. */
static void strip_targets(const PgQuery__SelectStmt *select)
{
	struct kind kind;
	for (size_t i = 0; i < select->n_target_list; i++) {
		PgQuery__ResTarget *target =
			SQL_NODE(select->target_list[i], RES_TARGET, res_target);
		PgQuery__Node *constant = target ? natural_constant(target->val, &kind) : NULL;
		if (constant && !*target->name && kind_is(kind, "text"))
			target->val = constant;
	}
}

static void strip_rendered(const struct natural *natural, PgQuery__Node *node)
{
	if (SQL_NODE(node, TYPE_CAST, type_cast))
		keep_cast_outside(natural, node->type_cast);
	else if (SQL_NODE(node, SELECT_STMT, select_stmt))
		strip_targets(node->select_stmt);
}

/* --- everything --------------------------------------------------------------------------------
 */

static void strip(void *context, PgQuery__Node *node)
{
	const struct natural *natural = context;
	if (natural->scope->rendered)
		strip_rendered(natural, node);
	switch (node->node_case) {
	case PG_QUERY__NODE__NODE_A_EXPR:
		strip_expression(natural, node->a_expr);
		break;
	case PG_QUERY__NODE__NODE_COALESCE_EXPR:
		strip_alternatives(
			natural, node->coalesce_expr->args, node->coalesce_expr->n_args, NULL);
		break;
	case PG_QUERY__NODE__NODE_MIN_MAX_EXPR:
		strip_alternatives(
			natural, node->min_max_expr->args, node->min_max_expr->n_args, NULL);
		break;
	case PG_QUERY__NODE__NODE_CASE_EXPR:
		strip_case(natural, node->case_expr);
		break;
	case PG_QUERY__NODE__NODE_FUNC_CALL:
		strip_call(natural, node->func_call);
		break;
	case PG_QUERY__NODE__NODE_INDEX_ELEM:
		strip_class(natural, node->index_elem);
		break;
	default:
		break;
	}
}

/* Of an interval with fields or a precision. Of all types only there the server reads a constant
 * with them at once, where a cast one is cut later: '1 day'::interval is not '1 day'. */
static bool reads_modifiers(const struct natural *natural, struct kind type)
{
	const struct sql_type *column = natural->scope->column;
	const struct domain *domain =
		column->user.name && natural->scope->schema
			? schema_find(natural->scope->schema, OBJECT_DOMAIN, column->user)
			: NULL;
	const struct sql_type *base = domain ? &domain->base : column;
	return kind_is(type, "interval") && strcmp(base->text, "interval") != 0;
}

/* The value of a column: a constant takes its type. */
static void strip_value(const struct natural *natural, PgQuery__Node *node)
{
	struct kind type, column = natural_column_kind(natural->scope->column);
	PgQuery__Node *constant = natural_constant(node, &type);
	if (constant && kind_known(type) && !reads_modifiers(natural, type) &&
		(kind_equal(type, column) || kind_equal(type, natural_base(natural, column))) &&
		!(type.user.name && natural_base(natural, type).name))
		*node = *constant;
}

/* How an index finds, by whatever it is made. */
static const char *method_of(const ProtobufCMessage *message)
{
	const char *method = "";
	if (SQL_IS(message, index_stmt))
		method = ((const PgQuery__IndexStmt *)message)->access_method;
	else if (SQL_IS(message, constraint))
		method = ((const PgQuery__Constraint *)message)->access_method;
	return *method ? method : "btree";
}

void sql_natural(struct sql_tree *tree, ProtobufCMessage *message)
{
	struct natural natural = {.tree = tree, .scope = tree->scope, .method = method_of(message)};
	natural_find_ranges(&natural, message);
	sql_tree_rewrite(message, strip, &natural);
	if (tree->scope->column && SQL_IS(message, node))
		strip_value(&natural, (PgQuery__Node *)message);
}
