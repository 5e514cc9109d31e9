/* Functions and procedures: the signature, and the whole. */
#include "schema/sql_routine.h"

#include <string.h>

/* Types. */

/* No column has one of these, but arguments and results may. */
static bool is_pseudo_type(struct qualified name)
{
	static const char *const names[] = {"any", "anyarray", "anycompatible",
		"anycompatiblearray", "anycompatiblemultirange", "anycompatiblenonarray",
		"anycompatiblerange", "anyelement", "anyenum", "anymultirange", "anynonarray",
		"anyrange", "cstring", "event_trigger", "fdw_handler", "index_am_handler",
		"internal", "language_handler", "pg_ddl_command", "record", "table_am_handler",
		"trigger", "tsm_handler", "unknown", "void"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (strcmp(name.name, names[i]) == 0)
			return !name.schema || strcmp(name.schema, "pg_catalog") == 0;
	}
	return false;
}

static void mention(struct arena *arena, struct qualifieds *names, struct qualified name)
{
	list_each (struct qualified *, each, names) {
		if (qualified_equal(*each, name))
			return;
	}
	list_push(arena, names, name);
}

void routine_calls(struct routine_reading *reading, struct qualified name)
{
	struct qualified copy = {.schema = arena_strdup(reading->arena, name.schema),
		.name = arena_strdup(reading->arena, name.name)};
	mention(reading->arena, &reading->routine->mentions.functions, copy);
}

const char *routine_type(struct routine_reading *reading, PgQuery__TypeName *name)
{
	struct sql_type type;
	if (name->pct_type) {
		routine_refuse(reading,
			"the server turns %%TYPE into the type that the column has when the function is "
			"made; write that type");
		return NULL;
	}
	PgQuery__TypeName bare = *name;
	bare.setof = false;
	bare.n_typmods = 0;
	bare.n_array_bounds = name->n_array_bounds > 0;
	if (!sql_read_type(reading->tree, reading->arena, &bare, &type, reading->error))
		return NULL;
	if (!type.user.name)
		return type.text;
	if (is_pseudo_type(type.user))
		return sql_identifier(reading->arena, type.user.name);
	mention(reading->arena, &reading->routine->mentions.types, type.user);
	return type.text;
}

const char *routine_dotted(
	struct routine_reading *reading, PgQuery__Node *const *nodes, size_t count)
{
	struct qualified name = sql_node_name(nodes, count);
	if (name.schema && strcmp(name.schema, "pg_catalog") == 0)
		name.schema = NULL;
	return arena_strdup(reading->arena, sql_qualified(reading->arena, name));
}

const PgQuery__DefElem *routine_option(
	PgQuery__Node *const *options, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++) {
		const PgQuery__DefElem *option = SQL_NODE(options[i], DEF_ELEM, def_elem);
		if (option && strcmp(option->defname, name) == 0)
			return option;
	}
	return NULL;
}

/* Arguments. */

static const char *mode_word(PgQuery__FunctionParameterMode mode)
{
	switch ((int)mode) {
	case PG_QUERY__FUNCTION_PARAMETER_MODE__FUNC_PARAM_OUT:
		return "OUT ";
	case PG_QUERY__FUNCTION_PARAMETER_MODE__FUNC_PARAM_INOUT:
		return "INOUT ";
	case PG_QUERY__FUNCTION_PARAMETER_MODE__FUNC_PARAM_VARIADIC:
		return "VARIADIC ";
	}
	return "";
}

static bool is_input(PgQuery__FunctionParameterMode mode)
{
	return mode != PG_QUERY__FUNCTION_PARAMETER_MODE__FUNC_PARAM_OUT &&
	       mode != PG_QUERY__FUNCTION_PARAMETER_MODE__FUNC_PARAM_TABLE;
}

static bool is_output(PgQuery__FunctionParameterMode mode)
{
	return mode == PG_QUERY__FUNCTION_PARAMETER_MODE__FUNC_PARAM_OUT ||
	       mode == PG_QUERY__FUNCTION_PARAMETER_MODE__FUNC_PARAM_INOUT;
}

static bool is_table(PgQuery__FunctionParameterMode mode)
{
	return mode == PG_QUERY__FUNCTION_PARAMETER_MODE__FUNC_PARAM_TABLE;
}

static bool put_default(struct routine_reading *reading, struct text *to, PgQuery__Node *node)
{
	sql_normalise(reading->tree, &node->base);
	const char *sql = sql_node_text(reading->tree, reading->arena, node);
	if (!sql)
		return sql_cannot_write(reading->arena, reading->error);
	sql_mentions(reading->arena, &node->base, &reading->routine->mentions);
	reading->routine->mentions.columns.count = 0;
	text_printf(to, " DEFAULT %s", sql);
	return true;
}

bool routine_argument(struct routine_reading *reading, struct text *to,
	const PgQuery__FunctionParameter *parameter, const char **type)
{
	*type = routine_type(reading, parameter->arg_type);
	if (!*type)
		return false;
	if (parameter->arg_type->setof)
		return routine_refuse(reading, "an argument cannot be a set");
	text_put(to, mode_word(parameter->mode));
	if (*parameter->name)
		text_printf(to, "%s ", sql_identifier(reading->arena, parameter->name));
	text_put(to, *type);
	return !parameter->defexpr || put_default(reading, to, parameter->defexpr);
}

/* The server lets a function with OUT arguments say again what they say. */
struct signature {
	struct text arguments, table, inputs;
	size_t outputs, columns;
	const char *output; /* the type of the last OUT argument */
};

static bool put_argument(struct routine_reading *reading, struct signature *signature,
	const PgQuery__FunctionParameter *parameter)
{
	bool column = is_table(parameter->mode);
	struct text *to = column ? &signature->table : &signature->arguments;
	const char *type;
	text_put(to, to->length ? ", " : "");
	if (!routine_argument(reading, to, parameter, &type))
		return false;
	if (is_input(parameter->mode))
		text_printf(&signature->inputs, "%s%s", signature->inputs.length ? ", " : "", type);
	if (is_output(parameter->mode)) {
		signature->outputs++;
		signature->output = type;
	}
	signature->columns += column;
	return true;
}

/* "SETOF customers"; NULL: OUT arguments say it, or it is a procedure. */
static bool read_result(struct routine_reading *reading, struct signature *signature,
	const PgQuery__CreateFunctionStmt *node)
{
	struct arena *arena = reading->arena;
	struct routine *routine = reading->routine;
	if (signature->columns) {
		routine->returns = arena_printf(arena, "TABLE(%s)", text_string(&signature->table));
		return true;
	}
	if (!node->return_type) {
		if (node->is_procedure || signature->outputs)
			return true;
		return routine_refuse(reading, "a function says what it returns: RETURNS type");
	}
	const char *type = routine_type(reading, node->return_type);
	if (!type)
		return false;
	const char *said = signature->outputs > 1 ? "record" : signature->output;
	if (said && strcmp(type, said) != 0)
		return routine_refuse(reading,
			"the result is \"%s\" because of the OUT arguments, not \"%s\"", said,
			type);
	if (node->return_type->setof)
		routine->returns = arena_printf(arena, "SETOF %s", type);
	else if (!said)
		routine->returns = type;
	return true;
}

static bool read_signature(struct routine_reading *reading, const PgQuery__CreateFunctionStmt *node)
{
	struct signature signature = {0};
	struct routine *routine = reading->routine;
	bool good = true;
	for (size_t i = 0; good && i < node->n_parameters; i++)
		good = put_argument(reading, &signature, node->parameters[i]->function_parameter);
	good = good && read_result(reading, &signature, node);
	routine->arguments =
		arena_printf(reading->arena, "(%s)", text_string(&signature.arguments));
	routine->object.name.suffix =
		arena_printf(reading->arena, "(%s)", text_string(&signature.inputs));
	text_finish(&signature.arguments);
	text_finish(&signature.table);
	text_finish(&signature.inputs);
	return good;
}

/* The whole. */

static bool returns_set(const struct routine *routine)
{
	return routine->returns && (strncmp(routine->returns, "SETOF ", 6) == 0 ||
					   strncmp(routine->returns, "TABLE(", 6) == 0);
}

static bool read_function(struct routine_reading *reading, const PgQuery__CreateFunctionStmt *node)
{
	struct routine *routine = reading->routine;
	struct text text = {0};
	if (!read_signature(reading, node))
		return false;
	text_put(&text, routine->arguments);
	if (routine->returns)
		text_printf(&text, " RETURNS %s", routine->returns);
	bool good = routine_attributes(reading, &text, node, returns_set(routine)) &&
		    routine_body(reading, &text, node);
	routine->definition = text_take(&text, reading->arena);
	return good;
}

static struct sql_frame frame_of(enum object_kind kind)
{
	const char *before = kind == OBJECT_PROCEDURE   ? "CREATE PROCEDURE p"
			     : kind == OBJECT_AGGREGATE ? "CREATE AGGREGATE a"
			     : kind == OBJECT_OPERATOR  ? "CREATE OPERATOR ~ "
							: "CREATE FUNCTION f";
	return (struct sql_frame){before, ""};
}

static bool read_routine(
	struct routine_reading *reading, enum object_kind kind, const PgQuery__Node *statement)
{
	const PgQuery__CreateFunctionStmt *function =
		SQL_NODE(statement, CREATE_FUNCTION_STMT, create_function_stmt);
	const PgQuery__DefineStmt *aggregate = SQL_NODE(statement, DEFINE_STMT, define_stmt);
	if (kind == OBJECT_AGGREGATE && aggregate)
		return routine_aggregate(reading, aggregate);
	if (kind == OBJECT_OPERATOR && aggregate)
		return routine_operator(reading, aggregate);
	if (kind != OBJECT_AGGREGATE && kind != OBJECT_OPERATOR && function)
		return read_function(reading, function);
	return routine_refuse(reading, "the definition of %s is expected here",
		kind == OBJECT_PROCEDURE   ? "a procedure"
		: kind == OBJECT_AGGREGATE ? "an aggregate"
		: kind == OBJECT_OPERATOR  ? "an operator"
					   : "a function");
}

/* False when there is nothing that another name could stand for. */
static bool concerns(const struct routine *routine, const struct sql_renames *renames)
{
	return sql_touches(&routine->mentions, renames) && routine->definition;
}

/* Bodies between quotes stay as they are: the server does not follow names in them either. */
void sql_rename_routine(
	struct arena *arena, struct routine *routine, const struct sql_renames *renames)
{
	struct sql_tree tree;
	struct sql_error error;
	struct routine renamed = {.object = routine->object};
	struct routine_reading reading = {&tree, arena, &renamed, &error};
	enum object_kind kind = routine->object.kind;
	if (!concerns(routine, renames) ||
		!sql_tree_parse(&tree, arena, frame_of(kind), routine->definition, &error))
		return;
	sql_apply_renames(&tree, &tree.statement->base, renames);
	if (read_routine(&reading, kind, tree.statement))
		*routine = renamed;
	sql_tree_finish(&tree);
}

bool sql_routine(struct arena *arena, enum object_kind kind, const char *text,
	struct routine *routine, struct sql_error *error)
{
	struct sql_tree tree;
	struct routine_reading reading = {&tree, arena, routine, error};
	struct object object = routine->object;
	*routine = (struct routine){.object = object};
	routine->object.name.suffix = NULL;
	if (!sql_tree_parse(&tree, arena, frame_of(kind), text, error))
		return false;
	bool good = read_routine(&reading, kind, tree.statement);
	sql_tree_finish(&tree);
	return good;
}
