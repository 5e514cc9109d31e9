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

/* Where one of several values becomes the result, constants take the type of the others. */
static void strip_alternatives(
	const struct natural *natural, PgQuery__Node **nodes, size_t count, PgQuery__Node **last)
{
	struct kind found = {0}, type;
	bool others = false;
	for (size_t i = 0; i <= count; i++) {
		PgQuery__Node **slot = i < count ? result_slot(&nodes[i]) : last;
		if (!slot || !*slot || SQL_NODE(*slot, A_CONST, a_const))
			continue;
		bool constant = natural_constant(*slot, &type);
		struct kind kind = constant ? type : natural_kind(natural, *slot);
		if (kind_known(found) && !kind_equal(kind, found))
			return;
		if (!kind_known(kind) || (kind.user.name && !constant))
			return;
		found = kind;
		others |= !constant;
	}
	if (!kind_known(found) || (!others && !kind_is(found, "text")))
		return;
	for (size_t i = 0; i <= count; i++) {
		PgQuery__Node **slot = i < count ? result_slot(&nodes[i]) : last;
		PgQuery__Node *constant = slot && *slot ? natural_constant(*slot, &type) : NULL;
		if (constant)
			*slot = constant;
	}
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
	if (relabel && kind_is(natural_kind(natural, *argument), type) &&
		kind_is(natural_kind(natural, relabel), "varchar"))
		*argument = relabel;
}

static void strip_call(const struct natural *natural, PgQuery__FuncCall *call)
{
	const struct known_function *function = natural_function(call);
	for (size_t i = 0; function && i < call->n_args; i++) {
		if (function->arguments[i] == 't')
			strip_argument(natural, &call->args[i], "text");
		else if (function->arguments[i] == 'r')
			strip_argument(natural, &call->args[i], "regconfig");
	}
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
		if (!node->case_expr->arg)
			strip_alternatives(natural, node->case_expr->args, node->case_expr->n_args,
				&node->case_expr->defresult);
		break;
	case PG_QUERY__NODE__NODE_FUNC_CALL:
		strip_call(natural, node->func_call);
		break;
	default:
		break;
	}
}

/* The value of a column: a constant takes its type. */
static void strip_value(const struct natural *natural, PgQuery__Node *node)
{
	struct kind type, column = natural_column_kind(natural->scope->column);
	PgQuery__Node *constant = natural_constant(node, &type);
	if (constant && kind_known(type) &&
		(kind_equal(type, column) || kind_equal(type, natural_base(natural, column))) &&
		!(type.user.name && natural_base(natural, type).name))
		*node = *constant;
}

void sql_natural(struct sql_tree *tree, ProtobufCMessage *message)
{
	struct natural natural = {.tree = tree, .scope = tree->scope};
	natural_find_ranges(&natural, message);
	sql_tree_rewrite(message, strip, &natural);
	if (tree->scope->column && SQL_IS(message, node))
		strip_value(&natural, (PgQuery__Node *)message);
}
