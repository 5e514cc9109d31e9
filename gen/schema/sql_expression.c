/* Value expressions: defaults, checks, generated columns, USING. */
#include "schema/sql_memory.h"
#include "schema/sql_tree.h"

#include <string.h>
#include <strings.h>

static const struct sql_frame frame = {SQL_SELECT, ""};

/* The one expression of a statement that holds nothing else. */
static PgQuery__Node *only_expression(const PgQuery__Node *statement)
{
	const PgQuery__SelectStmt *select = SQL_NODE(statement, SELECT_STMT, select_stmt);
	if (!select || select->n_from_clause || select->n_group_clause || select->having_clause ||
		select->n_window_clause || select->n_sort_clause || select->limit_offset ||
		select->limit_count || select->n_locking_clause ||
		select->op != PG_QUERY__SET_OPERATION__SETOP_NONE)
		return NULL;
	return select->where_clause;
}

static bool has_only(const char *text)
{
	while (*text && strncasecmp(text, "only", 4) != 0)
		text++;
	return *text;
}

/* FOR READ ONLY is the one clause that leaves no trace in the tree. Within parentheses there is no
 * place for it. */
static bool stands_alone(struct arena *arena, const char *text, struct sql_error *error)
{
	static const struct sql_frame parentheses = {"SELECT (", "\n)"};
	struct sql_tree tree;
	if (!has_only(text))
		return true;
	if (!sql_tree_parse(&tree, arena, parentheses, text, error))
		return false;
	sql_tree_finish(&tree);
	return true;
}

struct objection {
	struct arena *arena;
	struct sql_error *error;
	size_t before; /* the frame's bytes, which the tree's places count too */
	bool made;
};

static void object(struct objection *objection, int location, const char *format, const char *what)
{
	size_t skip = objection->before, at = location < 0 ? 0 : (size_t)location;
	if (!objection->made)
		sql_refuse(objection->arena, objection->error, at > skip ? at - skip : 0, format,
			what);
	objection->made = true;
}

/* Functions that are aggregates and nothing else, with one argument. */
static bool is_aggregate(const PgQuery__FuncCall *call)
{
	static const char *const names[] = {"count", "sum", "avg", "min", "max", "array_agg",
		"bool_and", "bool_or", "every", "json_agg", "jsonb_agg", "stddev", "variance"};
	if (call->agg_star || call->agg_distinct || call->agg_filter || call->n_agg_order)
		return true;
	struct qualified name = sql_node_name(call->funcname, call->n_funcname);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (name.name && !name.schema && call->n_args == 1 &&
			strcmp(name.name, names[i]) == 0)
			return true;
	}
	return false;
}

static void find_fault_of_call(struct objection *objection, const PgQuery__FuncCall *call)
{
	const char *name = sql_node_name(call->funcname, call->n_funcname).name;
	if (call->over)
		object(objection, call->location,
			"\"%s\" is a window function, which needs many rows; an expression of a table "
			"sees one",
			name);
	else if (is_aggregate(call))
		object(objection, call->location,
			"\"%s\" is an aggregate, which needs many rows; an expression of a table "
			"sees one",
			name);
}

static void find_fault_of_column(struct objection *objection, const PgQuery__ColumnRef *column)
{
	const PgQuery__Node *last = column->fields[column->n_fields - 1];
	const char *name = sql_node_string(last);
	if (!name)
		object(objection, column->location, "\"*\" is no value%s", "");
	else if (column->n_fields > 1)
		object(objection, column->location,
			"write column \"%s\" without its table's name: an expression belongs to "
			"one table",
			name);
}

/* What the grammar takes and the server refuses in every expression of a table. */
static void find_fault(void *context, ProtobufCMessage *message)
{
	struct objection *objection = context;
	if (SQL_IS(message, func_call))
		find_fault_of_call(objection, (const PgQuery__FuncCall *)message);
	else if (SQL_IS(message, column_ref))
		find_fault_of_column(objection, (const PgQuery__ColumnRef *)message);
	else if (SQL_IS(message, sub_link))
		object(objection, ((const PgQuery__SubLink *)message)->location,
			"a subquery is not allowed here%s", "");
	else if (SQL_IS(message, param_ref))
		object(objection, ((const PgQuery__ParamRef *)message)->location,
			"there are no parameters here%s", "");
	else if (SQL_IS(message, set_to_default))
		object(objection, ((const PgQuery__SetToDefault *)message)->location,
			"DEFAULT is no value%s", "");
}

bool sql_check_expressions(struct arena *arena, struct sql_frame around, ProtobufCMessage *message,
	struct sql_error *error)
{
	struct objection objection = {
		.arena = arena, .error = error, .before = strlen(around.before)};
	sql_tree_walk(message, find_fault, &objection);
	return !objection.made;
}

bool sql_cannot_write(struct arena *arena, struct sql_error *error)
{
	return sql_refuse(arena, error, 0,
		"this cannot be written back so that it surely means the same; put it in other "
		"words");
}

static bool read_expression(struct sql_tree *tree, struct arena *arena,
	struct expression *expression, struct sql_error *error)
{
	PgQuery__Node *node = only_expression(tree->statement);
	if (!node)
		return sql_refuse(arena, error, 0, "one expression is expected here, nothing else");
	if (!sql_check_expressions(arena, frame, &node->base, error))
		return false;
	sql_normalise(tree, &node->base);
	*expression = (struct expression){.sql = sql_node_text(tree, arena, node)};
	if (!expression->sql)
		return sql_cannot_write(arena, error);
	sql_mentions(arena, &node->base, &expression->mentions);
	return true;
}

static bool parse_expression(struct arena *arena, const char *text, struct expression *expression,
	struct sql_error *error)
{
	struct sql_tree tree;
	if (!sql_tree_parse(&tree, arena, frame, text, error))
		return false;
	bool good = stands_alone(arena, text, error) &&
		    read_expression(&tree, arena, expression, error);
	sql_tree_finish(&tree);
	return good;
}

bool sql_expression(struct arena *arena, const char *text, struct expression *expression,
	struct sql_error *error)
{
	struct map *known = &sql_memory(arena)->expressions;
	const struct expression *before = sql_memory_get(arena, known, text);
	if (before) {
		*expression = *before;
		return true;
	}
	if (!parse_expression(arena, text, expression, error))
		return false;
	sql_memory_share(&expression->mentions);
	struct expression *kept = arena_new(arena, struct expression);
	*kept = *expression;
	sql_memory_put(arena, known, text, kept);
	return true;
}

void sql_rename_expression(
	struct arena *arena, struct expression *expression, const struct sql_renames *renames)
{
	struct sql_tree tree;
	struct sql_error error;
	struct expression renamed;
	if (!expression->sql || !sql_touches(&expression->mentions, renames) ||
		!sql_tree_parse(&tree, arena, frame, expression->sql, &error))
		return;
	sql_apply_renames(&tree, &tree.result->base, renames);
	if (read_expression(&tree, arena, &renamed, &error))
		*expression = renamed;
	sql_tree_finish(&tree);
}
