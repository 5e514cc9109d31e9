/* What ANALYZE is told of a column, and by what a subscriber finds rows. */
#include "schema/sql_tree.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const struct sql_frame frame = {"ALTER TABLE t ALTER COLUMN c SET (", ")"};

/* A number, as the server takes it for n_distinct: less than nothing is a share of the rows. */
static const char *number(struct arena *arena, const PgQuery__Node *node)
{
	const PgQuery__Integer *integer = SQL_NODE(node, INTEGER, integer);
	const PgQuery__Float *wide = SQL_NODE(node, FLOAT, float_);
	const char *said = integer ? arena_printf(arena, "%d", integer->ival)
			   : wide  ? wide->fval
				   : sql_node_string(node);
	char *end;
	double value = said ? strtod(said, &end) : -2;
	if (!said || end == said || *end || !(value >= -1 && value <= 1e300))
		return NULL;
	return arena_printf(arena, "%.15g", value == 0 ? 0.0 : value);
}

static bool read_parameter(struct arena *arena, const PgQuery__DefElem *option,
	struct parameters *parameters, struct sql_error *error)
{
	size_t offset = (size_t)option->location - strlen(frame.before);
	const char *name = option->defname;
	if (*option->defnamespace ||
		(strcmp(name, "n_distinct") != 0 && strcmp(name, "n_distinct_inherited") != 0))
		return sql_refuse(arena, error, offset,
			"a column has no parameter \"%s\"; it has n_distinct and "
			"n_distinct_inherited",
			name);
	struct parameter parameter = {arena_strdup(arena, name), number(arena, option->arg)};
	if (!parameter.value)
		return sql_refuse(
			arena, error, offset, "parameter \"%s\" is a number, -1 or greater", name);
	if (!parameters_add(arena, parameters, parameter))
		return sql_refuse(arena, error, offset,
			"parameter \"%s\" is given twice; take one of them out", name);
	return true;
}

static const PgQuery__List *options_of(const PgQuery__Node *statement)
{
	const PgQuery__AlterTableStmt *alter =
		SQL_NODE(statement, ALTER_TABLE_STMT, alter_table_stmt);
	const PgQuery__AlterTableCmd *command =
		alter && alter->n_cmds == 1
			? SQL_NODE(alter->cmds[0], ALTER_TABLE_CMD, alter_table_cmd)
			: NULL;
	return command ? SQL_NODE(command->def, LIST, list) : NULL;
}

bool sql_column_parameters(struct arena *arena, const char *text, struct parameters *parameters,
	struct sql_error *error)
{
	struct sql_tree tree;
	*parameters = (struct parameters){0};
	if (!sql_tree_parse(&tree, arena, frame, text, error))
		return false;
	const PgQuery__List *options = options_of(tree.statement);
	bool good =
		options || sql_refuse(arena, error, 0, "parameters of a column are expected here");
	for (size_t i = 0; good && i < options->n_items; i++)
		good = read_parameter(arena, options->items[i]->def_elem, parameters, error);
	sql_tree_finish(&tree);
	return good;
}

bool sql_replica_identity(
	struct arena *arena, const char *text, const char **identity, struct sql_error *error)
{
	static const char index[] = "index ";
	*identity = NULL;
	if (strcasecmp(text, "default") == 0)
		return true;
	if (strcasecmp(text, "full") == 0)
		*identity = "full";
	else if (strcasecmp(text, "nothing") == 0)
		*identity = "nothing";
	else if (strncasecmp(text, index, sizeof index - 1) == 0 && text[sizeof index - 1])
		*identity = arena_printf(arena, "index %s", text + sizeof index - 1);
	else
		return sql_refuse(arena, error, 0,
			"a replica identity is \"full\", \"nothing\", \"default\" or \"index "
			"NAME\"");
	return true;
}
