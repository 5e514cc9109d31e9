/* Whether the server lets one definition take another's place (CREATE OR REPLACE): only what is
 * certain without a database counts as yes. */
#include "schema/sql_tree.h"

#include <string.h>

struct comparing {
	struct sql_tree *from, *to;
	struct arena *arena;
};

static bool same_text(struct comparing *comparing, PgQuery__Node *from, PgQuery__Node *to)
{
	const char *a = sql_node_text(comparing->from, comparing->arena, from);
	const char *b = sql_node_text(comparing->to, comparing->arena, to);
	return a && b && strcmp(a, b) == 0;
}

/* --- relations ------------------------------------------------------------------------------- */

/* What an alias stands for in FROM. */
struct source {
	const char *name;
	struct qualified relation;
};
LIST(struct source, sources);

/* False: something other than tables and views, whose columns nobody here knows. */
static bool collect_sources(struct arena *arena, PgQuery__Node *node, struct sources *sources)
{
	const PgQuery__JoinExpr *join = SQL_NODE(node, JOIN_EXPR, join_expr);
	const PgQuery__RangeVar *range = SQL_NODE(node, RANGE_VAR, range_var);
	if (join)
		return !join->alias && !join->is_natural && !join->n_using_clause &&
		       collect_sources(arena, join->larg, sources) &&
		       collect_sources(arena, join->rarg, sources);
	if (!range || (range->alias && range->alias->n_colnames))
		return false;
	struct source source = {
		.name = range->alias ? range->alias->aliasname : range->relname,
		.relation = {*range->schemaname ? range->schemaname : NULL, range->relname, NULL},
	};
	list_push(arena, sources, source);
	return true;
}

static bool all_sources(
	struct arena *arena, const PgQuery__SelectStmt *select, struct sources *sources)
{
	for (size_t i = 0; i < select->n_from_clause; i++) {
		if (!collect_sources(arena, select->from_clause[i], sources))
			return false;
	}
	return true;
}

static const struct source *source_called(const struct sources *sources, const char *name)
{
	list_each (struct source *, source, sources) {
		if (strcmp(source->name, name) == 0)
			return source;
	}
	return NULL;
}

/* Whether every name of the old FROM stands for the same in the new one, which may have more. */
static bool same_sources(
	struct comparing *comparing, const PgQuery__SelectStmt *from, const PgQuery__SelectStmt *to)
{
	struct sources old = {0}, new = {0};
	if (!all_sources(comparing->arena, from, &old) || !all_sources(comparing->arena, to, &new))
		return false;
	list_each (struct source *, source, &old) {
		const struct source *other = source_called(&new, source->name);
		if (!other || !qualified_equal(source->relation, other->relation))
			return false;
	}
	return true;
}

/* --- columns --------------------------------------------------------------------------------- */

static const char *column_name(const PgQuery__ResTarget *target)
{
	return *target->name ? target->name : sql_figured_name(target->val);
}

static bool is_star(const PgQuery__Node *node)
{
	const PgQuery__ColumnRef *column = SQL_NODE(node, COLUMN_REF, column_ref);
	return column && !sql_node_string(column->fields[column->n_fields - 1]);
}

/* The type that a value has whatever stands in it. */
static bool same_cast(struct comparing *comparing, PgQuery__Node *from, PgQuery__Node *to)
{
	const PgQuery__TypeCast *a = SQL_NODE(from, TYPE_CAST, type_cast);
	const PgQuery__TypeCast *b = SQL_NODE(to, TYPE_CAST, type_cast);
	struct sql_type old, new;
	struct sql_error error;
	return a && b &&
	       sql_read_type(comparing->from, comparing->arena, a->type_name, &old, &error) &&
	       sql_read_type(comparing->to, comparing->arena, b->type_name, &new, &error) &&
	       strcmp(old.text, new.text) == 0;
}

static bool same_column(
	struct comparing *comparing, const PgQuery__ResTarget *from, const PgQuery__ResTarget *to)
{
	const char *a = column_name(from), *b = column_name(to);
	if (!a || !b || strcmp(a, b) != 0 || is_star(from->val) || is_star(to->val))
		return false;
	return same_cast(comparing, from->val, to->val) || same_text(comparing, from->val, to->val);
}

/* --- queries --------------------------------------------------------------------------------- */

static bool extends(
	struct comparing *comparing, const PgQuery__SelectStmt *from, const PgQuery__SelectStmt *to)
{
	if (from->op != to->op || from->with_clause || to->with_clause || from->n_values_lists ||
		to->n_values_lists)
		return false;
	if (from->op != PG_QUERY__SET_OPERATION__SETOP_NONE)
		return extends(comparing, from->larg, to->larg) &&
		       extends(comparing, from->rarg, to->rarg);
	if (to->n_target_list < from->n_target_list || !same_sources(comparing, from, to))
		return false;
	for (size_t i = 0; i < from->n_target_list; i++) {
		if (!same_column(comparing, from->target_list[i]->res_target,
			    to->target_list[i]->res_target))
			return false;
	}
	for (size_t i = from->n_target_list; i < to->n_target_list; i++) {
		if (is_star(to->target_list[i]->res_target->val))
			return false;
	}
	return true;
}

bool sql_query_extends(struct arena *arena, const char *from, const char *to)
{
	struct comparing comparing = {.arena = arena};
	struct sql_tree old, new;
	if (!sql_tree_of_query(&old, arena, from))
		return false;
	bool result = sql_tree_of_query(&new, arena, to);
	if (result) {
		comparing.from = &old;
		comparing.to = &new;
		const PgQuery__SelectStmt *a = SQL_NODE(old.statement, SELECT_STMT, select_stmt);
		const PgQuery__SelectStmt *b = SQL_NODE(new.statement, SELECT_STMT, select_stmt);
		result = a && b && extends(&comparing, a, b);
		sql_tree_finish(&new);
	}
	sql_tree_finish(&old);
	return result;
}
