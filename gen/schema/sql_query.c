/* Queries of views: one spelling, and what they read. */
#include "schema/sql_tree.h"

#include <ctype.h>
#include <string.h>

static const struct sql_frame frame = {"", ""};

/* --- what a query reads ------------------------------------------------------------------------
 */

/* A WITH clause around what is being visited. */
struct scope {
	const PgQuery__WithClause *with;
	size_t visible; /* how many of its queries can be seen from here */
};

struct reading {
	struct arena *arena;
	struct mentions *mentions;
	LIST(struct scope, scopes) scopes;
	struct names rows; /* names that stand for a whole row: relations and their aliases */
};

static void add_name(struct arena *arena, struct names *names, const char *name)
{
	list_each (const char **, each, names) {
		if (strcmp(*each, name) == 0)
			return;
	}
	list_push(arena, names, arena_strdup(arena, name));
}

static void add_relation(struct reading *reading, const PgQuery__RangeVar *relation)
{
	struct qualified name = {.name = arena_strdup(reading->arena, relation->relname)};
	if (*relation->schemaname)
		name.schema = arena_strdup(reading->arena, relation->schemaname);
	list_each (struct qualified *, each, &reading->mentions->relations) {
		if (qualified_equal(*each, name))
			return;
	}
	list_push(reading->arena, &reading->mentions->relations, name);
}

static const char *query_name(const PgQuery__WithClause *with, size_t i)
{
	return with->ctes[i]->common_table_expr->ctename;
}

static bool is_common_table(const struct reading *reading, const PgQuery__RangeVar *relation)
{
	if (*relation->schemaname)
		return false;
	list_each (const struct scope *, scope, &reading->scopes) {
		for (size_t i = 0; i < scope->visible; i++) {
			if (strcmp(query_name(scope->with, i), relation->relname) == 0)
				return true;
		}
	}
	return false;
}

static const PgQuery__WithClause *with_of(const ProtobufCMessage *message)
{
	return SQL_IS(message, select_stmt) ? ((const PgQuery__SelectStmt *)message)->with_clause
					    : NULL;
}

/* Within its own WITH, a query sees those before it, and itself and all when it is RECURSIVE. */
static void narrow_scope(struct reading *reading, const ProtobufCMessage *query)
{
	if (reading->scopes.count == 0)
		return;
	struct scope *scope = &reading->scopes.items[reading->scopes.count - 1];
	for (size_t i = 0; i < scope->with->n_ctes && !scope->with->recursive; i++) {
		if (&scope->with->ctes[i]->common_table_expr->base == query)
			scope->visible = i;
	}
}

static void read_column(struct reading *reading, const PgQuery__ColumnRef *column)
{
	const char *name = sql_node_string(column->fields[column->n_fields - 1]);
	if (!name)
		reading->mentions->every_column = true;
	for (size_t i = 0; i < column->n_fields; i++) {
		const char *part = sql_node_string(column->fields[i]);
		if (part && (i > 0 || column->n_fields == 1))
			add_name(reading->arena, &reading->mentions->columns, part);
	}
}

static void read_strings(struct reading *reading, PgQuery__Node *const *nodes, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *name = sql_node_string(nodes[i]);
		if (name)
			add_name(reading->arena, &reading->mentions->columns, name);
		else if (nodes[i]->node_case == PG_QUERY__NODE__NODE_A_STAR)
			reading->mentions->every_column = true;
	}
}

static void read_range(struct reading *reading, const PgQuery__RangeVar *relation)
{
	if (!is_common_table(reading, relation))
		add_relation(reading, relation);
	add_name(reading->arena, &reading->rows, relation->relname);
	/* t (a, b) counts columns */
	reading->mentions->every_column |= relation->alias && relation->alias->n_colnames;
}

static void enter(void *context, ProtobufCMessage *message)
{
	struct reading *reading = context;
	const PgQuery__WithClause *with = with_of(message);
	if (with)
		list_push(reading->arena, &reading->scopes, ((struct scope){with, with->n_ctes}));
	if (SQL_IS(message, common_table_expr)) {
		narrow_scope(reading, message);
	} else if (SQL_IS(message, range_var)) {
		read_range(reading, (const PgQuery__RangeVar *)message);
	} else if (SQL_IS(message, alias)) {
		add_name(reading->arena, &reading->rows, ((PgQuery__Alias *)message)->aliasname);
	} else if (SQL_IS(message, column_ref)) {
		read_column(reading, (const PgQuery__ColumnRef *)message);
	} else if (SQL_IS(message, a__indirection)) {
		const PgQuery__AIndirection *path = (const PgQuery__AIndirection *)message;
		read_strings(reading, path->indirection, path->n_indirection);
	} else if (SQL_IS(message, join_expr)) {
		const PgQuery__JoinExpr *join = (const PgQuery__JoinExpr *)message;
		read_strings(reading, join->using_clause, join->n_using_clause);
		reading->mentions->every_column |= join->is_natural;
	}
}

static void leave(void *context, ProtobufCMessage *message)
{
	struct reading *reading = context;
	if (with_of(message))
		reading->scopes.count--;
	else if (SQL_IS(message, common_table_expr) && reading->scopes.count > 0)
		reading->scopes.items[reading->scopes.count - 1].visible =
			reading->scopes.items[reading->scopes.count - 1].with->n_ctes;
}

static void read_mentions(struct sql_tree *tree, struct arena *arena, struct mentions *mentions)
{
	struct reading reading = {.arena = arena, .mentions = mentions};
	sql_mentions(arena, &tree->statement->base, mentions);
	sql_tree_walk_through(&tree->statement->base, enter, leave, &reading);
	for (size_t i = 0; i < mentions->columns.count; i++) {
		list_each (const char **, row, &reading.rows)
			mentions->every_column |= strcmp(*row, mentions->columns.items[i]) == 0;
	}
}

/* --- the query itself --------------------------------------------------------------------------
 */

/* Without the semicolon and white space at its end. */
static const char *trimmed(struct arena *arena, const char *text)
{
	size_t length = strlen(text);
	while (length > 0 && (isspace((unsigned char)text[length - 1]) || text[length - 1] == ';'))
		length--;
	return arena_strndup(arena, text, length);
}

static void find_parameter(void *context, ProtobufCMessage *message)
{
	bool *found = context;
	*found |= SQL_IS(message, param_ref);
}

static bool check_query(struct sql_tree *tree, struct arena *arena, struct sql_error *error)
{
	const PgQuery__SelectStmt *select = SQL_NODE(tree->statement, SELECT_STMT, select_stmt);
	bool parameter = false;
	if (!select)
		return sql_refuse(
			arena, error, 0, "a query is expected here: SELECT, VALUES or WITH");
	if (select->into_clause)
		return sql_refuse(arena, error, 0, "a view's query cannot have INTO");
	sql_tree_walk(&tree->statement->base, find_parameter, &parameter);
	return !parameter || sql_refuse(arena, error, 0, "there are no parameters here");
}

/* original NULL: there is no other text. */
static bool read_query(
	struct sql_tree *tree, struct arena *arena, const char *original, struct view *view)
{
	sql_normalise(tree, &tree->statement->base);
	const char *query = sql_statement_text(tree, &tree->arena, tree->statement);
	if (!query)
		query = original;
	if (!query)
		return false;
	view->query = sql_layout(arena, query);
	view->mentions = (struct mentions){0};
	read_mentions(tree, arena, &view->mentions);
	return true;
}

bool sql_query(struct arena *arena, const char *text, struct view *view, struct sql_error *error)
{
	struct sql_tree tree;
	const char *query = trimmed(arena, text);
	if (!*query)
		return sql_refuse(arena, error, 0, "nothing is written here");
	if (!sql_tree_parse(&tree, arena, frame, query, error))
		return false;
	bool good = check_query(&tree, arena, error) && read_query(&tree, arena, query, view);
	sql_tree_finish(&tree);
	return good;
}

bool sql_tree_of_query(struct sql_tree *tree, struct arena *arena, const char *query)
{
	struct sql_error error;
	return sql_tree_parse(tree, arena, frame, query, &error);
}

bool sql_query_of_tree(struct sql_tree *tree, struct arena *arena, struct view *view)
{
	return read_query(tree, arena, NULL, view);
}
