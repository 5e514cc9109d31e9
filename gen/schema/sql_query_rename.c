/* What the server does to the queries of views when something is renamed; see sql_rename_query().
 */
#include "schema/sql_tree.h"

#include <string.h>

struct query_renaming {
	struct sql_tree *tree;
	const struct sql_renames *renames;
	struct qualified table; /* whose columns are renamed */
	struct names targets;   /* what that table is called in the query */
	struct names others;    /* what everything else is called */
	bool unclear;           /* whose column a name is */
};

static bool holds(const struct names *names, const char *name)
{
	list_each (const char **, each, names) {
		if (strcmp(*each, name) == 0)
			return true;
	}
	return false;
}

static const struct sql_rename *rename_of(
	const struct sql_renames *renames, enum object_kind kind, struct qualified name)
{
	list_each (const struct sql_rename *, rename, renames) {
		if (rename->kind == kind && qualified_equal(rename->from, name))
			return rename;
	}
	return NULL;
}

static const char *new_column(const struct query_renaming *renaming, const char *name)
{
	struct qualified column = {.name = name};
	const struct sql_rename *rename = rename_of(renaming->renames, OBJECT_COLUMN, column);
	return rename ? rename->to.name : NULL;
}

static struct qualified range_name(const PgQuery__RangeVar *relation)
{
	return (struct qualified){.schema = *relation->schemaname ? relation->schemaname : NULL,
		.name = relation->relname};
}

static void find_range(void *context, ProtobufCMessage *message)
{
	struct query_renaming *renaming = context;
	struct arena *arena = &renaming->tree->arena;
	if (SQL_IS(message, range_var)) {
		const PgQuery__RangeVar *relation = (const PgQuery__RangeVar *)message;
		const char *called =
			relation->alias ? relation->alias->aliasname : relation->relname;
		if (renaming->table.name && qualified_equal(range_name(relation), renaming->table))
			list_push(arena, &renaming->targets, called);
		else
			list_push(arena, &renaming->others, called);
	} else if (SQL_IS(message, range_subselect)) {
		const PgQuery__RangeSubselect *range = (const PgQuery__RangeSubselect *)message;
		list_push(arena, &renaming->others, range->alias ? range->alias->aliasname : "");
	} else if (SQL_IS(message, range_function)) {
		const PgQuery__RangeFunction *range = (const PgQuery__RangeFunction *)message;
		list_push(arena, &renaming->others, range->alias ? range->alias->aliasname : "");
	} else if (SQL_IS(message, common_table_expr)) {
		list_push(arena, &renaming->others,
			((const PgQuery__CommonTableExpr *)message)->ctename);
	} else if (SQL_IS(message, join_expr)) {
		const PgQuery__JoinExpr *join = (const PgQuery__JoinExpr *)message;
		for (size_t i = 0; i < join->n_using_clause; i++)
			renaming->unclear |=
				new_column(renaming, sql_node_string(join->using_clause[i])) !=
				NULL;
	}
}

static bool called_twice(const struct query_renaming *renaming)
{
	list_each (const char **, target, &renaming->targets) {
		if (holds(&renaming->others, *target))
			return true;
	}
	return false;
}

/* The string that a reference would have to say instead, or NULL. */
static const char *new_reference(
	struct query_renaming *renaming, const PgQuery__ColumnRef *column, bool *unclear)
{
	const char *name = sql_node_string(column->fields[column->n_fields - 1]);
	const char *to = name ? new_column(renaming, name) : NULL;
	if (!to)
		return NULL;
	if (column->n_fields == 1) {
		*unclear |= renaming->others.count > 0;
		return to;
	}
	const char *of = sql_node_string(column->fields[column->n_fields - 2]);
	return of && holds(&renaming->targets, of) ? to : NULL;
}

static void check_reference(void *context, ProtobufCMessage *message)
{
	struct query_renaming *renaming = context;
	if (SQL_IS(message, column_ref))
		new_reference(renaming, (const PgQuery__ColumnRef *)message, &renaming->unclear);
}

static void rename_reference(void *context, ProtobufCMessage *message)
{
	struct query_renaming *renaming = context;
	bool unclear = false;
	if (!SQL_IS(message, column_ref))
		return;
	PgQuery__ColumnRef *column = (PgQuery__ColumnRef *)message;
	const char *to = new_reference(renaming, column, &unclear);
	if (to)
		column->fields[column->n_fields - 1] = sql_string_node(renaming->tree, to);
}

/* What a query gives out keeps its name. */
static void keep_names(void *context, ProtobufCMessage *message)
{
	struct query_renaming *renaming = context;
	if (!SQL_IS(message, select_stmt))
		return;
	const PgQuery__SelectStmt *select = (const PgQuery__SelectStmt *)message;
	for (size_t i = 0; i < select->n_target_list; i++) {
		PgQuery__ResTarget *target =
			SQL_NODE(select->target_list[i], RES_TARGET, res_target);
		const char *name = target ? sql_figured_name(target->val) : NULL;
		if (name && !*target->name && new_column(renaming, name))
			target->name = arena_strdup(&renaming->tree->arena, name);
	}
}

/* A column whose name is what would go without saying does not say it. */
static void forget_names(void *context, ProtobufCMessage *message)
{
	(void)context;
	if (!SQL_IS(message, select_stmt))
		return;
	const PgQuery__SelectStmt *select = (const PgQuery__SelectStmt *)message;
	for (size_t i = 0; i < select->n_target_list; i++) {
		PgQuery__ResTarget *target =
			SQL_NODE(select->target_list[i], RES_TARGET, res_target);
		const PgQuery__ColumnRef *column =
			target ? SQL_NODE(target->val, COLUMN_REF, column_ref) : NULL;
		const char *name = column ? sql_figured_name(target->val) : NULL;
		if (name && strcmp(name, target->name) == 0)
			target->name = (char *)protobuf_c_empty_string;
	}
}

/* Columns first, while the table still has the name by which the caller knows it. */
static bool rename_columns(struct query_renaming *renaming, const struct view *view)
{
	ProtobufCMessage *statement = &renaming->tree->statement->base;
	sql_tree_walk(statement, find_range, renaming);
	if (renaming->targets.count == 0)
		return true;
	sql_tree_walk(statement, check_reference, renaming);
	if (renaming->unclear || called_twice(renaming) || view->mentions.every_column)
		return false;
	sql_tree_walk(statement, keep_names, renaming);
	sql_tree_walk(statement, rename_reference, renaming);
	sql_tree_walk(statement, forget_names, NULL);
	return true;
}

/* A relation that has no alias is called by its name everywhere. */
struct qualifier {
	struct sql_tree *tree;
	const struct sql_rename *rename;
	bool aliased, clash;
};

static void find_name(void *context, ProtobufCMessage *message)
{
	struct qualifier *qualifier = context;
	const char *name = qualifier->rename->from.name;
	if (SQL_IS(message, range_var)) {
		const PgQuery__RangeVar *relation = (const PgQuery__RangeVar *)message;
		bool same = qualified_equal(range_name(relation), qualifier->rename->from);
		qualifier->clash |=
			!same && !relation->alias && strcmp(relation->relname, name) == 0;
	} else if (SQL_IS(message, alias)) {
		qualifier->clash |= strcmp(((const PgQuery__Alias *)message)->aliasname, name) == 0;
	} else if (SQL_IS(message, common_table_expr)) {
		qualifier->clash |=
			strcmp(((const PgQuery__CommonTableExpr *)message)->ctename, name) == 0;
	}
}

static void rename_qualifier(void *context, ProtobufCMessage *message)
{
	struct qualifier *qualifier = context;
	if (!SQL_IS(message, column_ref))
		return;
	PgQuery__ColumnRef *column = (PgQuery__ColumnRef *)message;
	if (column->n_fields < 2)
		return;
	const char *of = sql_node_string(column->fields[column->n_fields - 2]);
	if (!of || strcmp(of, qualifier->rename->from.name) != 0)
		return;
	/* a schema before it is not needed where there is one relation of the name */
	PgQuery__Node *last = column->fields[column->n_fields - 1];
	column->fields[0] = sql_string_node(qualifier->tree, qualifier->rename->to.name);
	column->fields[1] = last;
	column->n_fields = 2;
}

static bool rename_relations(struct sql_tree *tree, const struct sql_renames *renames)
{
	list_each (const struct sql_rename *, rename, renames) {
		struct qualifier qualifier = {.tree = tree, .rename = rename};
		if (rename->kind != OBJECT_TABLE && rename->kind != OBJECT_VIEW &&
			rename->kind != OBJECT_MATERIALIZED_VIEW)
			continue;
		sql_tree_walk(&tree->statement->base, find_name, &qualifier);
		if (qualifier.clash)
			return false;
		sql_tree_walk(&tree->statement->base, rename_qualifier, &qualifier);
	}
	return true;
}

void sql_rename_query(struct arena *arena, struct view *view, const struct sql_renames *renames,
	struct qualified table)
{
	struct sql_tree tree;
	struct sql_renames objects = {0};
	if (!sql_touches(&view->mentions, renames) || !sql_tree_of_query(&tree, arena, view->query))
		return;
	list_each (const struct sql_rename *, rename, renames) {
		if (rename->kind != OBJECT_COLUMN)
			list_push(&tree.arena, &objects, *rename);
	}
	struct query_renaming renaming = {.tree = &tree, .renames = renames, .table = table};
	if (rename_columns(&renaming, view) && rename_relations(&tree, &objects)) {
		sql_apply_renames(&tree, &tree.statement->base, &objects);
		sql_query_of_tree(&tree, arena, view);
	}
	sql_tree_finish(&tree);
}
