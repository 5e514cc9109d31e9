/* Whether CREATE OR REPLACE FUNCTION lets one definition take another's place. */
#include "schema/sql_routine.h"

#include <string.h>

static const PgQuery__CreateFunctionStmt *function_of(
	struct sql_tree *tree, struct arena *arena, const struct routine *routine)
{
	struct sql_error error;
	struct sql_frame frame = {routine->object.kind == OBJECT_PROCEDURE ? "CREATE PROCEDURE p"
									   : "CREATE FUNCTION f",
		""};
	return sql_tree_parse(tree, arena, frame, routine->definition, &error)
		       ? SQL_NODE(tree->statement, CREATE_FUNCTION_STMT, create_function_stmt)
		       : NULL;
}

static bool is_output(const PgQuery__FunctionParameter *parameter)
{
	return parameter->mode == PG_QUERY__FUNCTION_PARAMETER_MODE__FUNC_PARAM_OUT ||
	       parameter->mode == PG_QUERY__FUNCTION_PARAMETER_MODE__FUNC_PARAM_TABLE;
}

static bool same_type(
	struct sql_tree *tree, struct arena *arena, PgQuery__TypeName *from, PgQuery__TypeName *to)
{
	struct sql_type old, new;
	struct sql_error error;
	return sql_read_type(tree, arena, from, &old, &error) &&
	       sql_read_type(tree, arena, to, &new, &error) && strcmp(old.text, new.text) == 0;
}

/* An input may get a name, but no other; a default may not go; an output stays what it is. */
static bool keeps_argument(struct sql_tree *tree, struct arena *arena,
	const PgQuery__FunctionParameter *from, const PgQuery__FunctionParameter *to)
{
	bool same_name = strcmp(from->name, to->name) == 0;
	if (from->mode != to->mode || !same_type(tree, arena, from->arg_type, to->arg_type))
		return false;
	if (is_output(from))
		return same_name;
	bool both_ways = from->mode == PG_QUERY__FUNCTION_PARAMETER_MODE__FUNC_PARAM_INOUT;
	return (same_name || (!*from->name && !both_ways)) && (!from->defexpr || to->defexpr);
}

static bool is_window(const PgQuery__CreateFunctionStmt *node)
{
	return routine_option(node->options, node->n_options, "window") != NULL;
}

static bool replaces(struct sql_tree *tree, struct arena *arena,
	const PgQuery__CreateFunctionStmt *from, const PgQuery__CreateFunctionStmt *to)
{
	if (from->n_parameters != to->n_parameters || is_window(from) != is_window(to))
		return false;
	for (size_t i = 0; i < from->n_parameters; i++) {
		if (!keeps_argument(tree, arena, from->parameters[i]->function_parameter,
			    to->parameters[i]->function_parameter))
			return false;
	}
	return true;
}

bool sql_routine_replaces(struct arena *arena, const struct routine *from, const struct routine *to)
{
	struct sql_tree old, new;
	const char *before = from->returns ? from->returns : "";
	if (strcmp(before, to->returns ? to->returns : "") != 0)
		return false;
	const PgQuery__CreateFunctionStmt *a = function_of(&old, arena, from);
	if (!a)
		return false;
	const PgQuery__CreateFunctionStmt *b = function_of(&new, arena, to);
	bool result = b && replaces(&new, arena, a, b);
	if (b)
		sql_tree_finish(&new);
	sql_tree_finish(&old);
	return result;
}
