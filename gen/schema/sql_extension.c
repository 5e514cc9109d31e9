/* Options of CREATE EXTENSION: where it is installed, and which version. */
#include "schema/sql_tree.h"

#include <string.h>

static bool set_option(struct arena *arena, const PgQuery__DefElem *option,
	struct extension *extension, struct sql_error *error)
{
	const char *value = sql_node_string(option->arg);
	if (strcmp(option->defname, "schema") == 0)
		extension->object.name.schema = arena_strdup(arena, value);
	else if (strcmp(option->defname, "new_version") == 0)
		extension->version = arena_strdup(arena, value);
	else
		return sql_refuse(arena, error, 0,
			"an extension's model has no option \"%s\"; say SCHEMA and VERSION",
			option->defname);
	return true;
}

bool sql_extension(
	struct arena *arena, const char *text, struct extension *extension, struct sql_error *error)
{
	struct sql_tree tree;
	struct sql_frame frame = {"CREATE EXTENSION e ", ""};
	if (!*text)
		return true;
	if (!sql_tree_parse(&tree, arena, frame, text, error))
		return false;
	const PgQuery__CreateExtensionStmt *node =
		SQL_NODE(tree.statement, CREATE_EXTENSION_STMT, create_extension_stmt);
	bool good = node || sql_refuse(arena, error, 0, "an extension's options are expected here");
	for (size_t i = 0; good && i < node->n_options; i++)
		good = set_option(arena, node->options[i]->def_elem, extension, error);
	sql_tree_finish(&tree);
	return good;
}
