/* The options of views: what stands in WITH (…) of CREATE VIEW. */
#include "schema/sql_tree.h"

#include <string.h>
#include <strings.h>

static const struct sql_frame frame = {"CREATE VIEW v WITH (", ") AS SELECT 1"};

/* NULL when the server would not take it. */
static const char *canonical(const char *name, const char *value)
{
	if (strcmp(name, "check_option") != 0)
		return sql_truth(value);
	if (strcasecmp(value, "local") == 0)
		return "local";
	return strcasecmp(value, "cascaded") == 0 ? "cascaded" : NULL;
}

static bool is_known(const char *name)
{
	return strcmp(name, "security_barrier") == 0 || strcmp(name, "security_invoker") == 0 ||
	       strcmp(name, "check_option") == 0;
}

static bool read_option(struct arena *arena, const PgQuery__DefElem *option,
	struct parameters *parameters, struct sql_error *error)
{
	size_t offset = (size_t)option->location - strlen(frame.before);
	const char *name = arena_strdup(arena, option->defname);
	if (*option->defnamespace || !is_known(name))
		return sql_refuse(arena, error, offset,
			"a view has no option \"%s\"; it has \"security_barrier\", "
			"\"security_invoker\" and \"check_option\"",
			name);
	const char *said = sql_option_value(arena, option->arg);
	struct parameter parameter = {name, canonical(name, said)};
	if (!parameter.value)
		return sql_refuse(arena, error, offset, "option \"%s\" is %s, not \"%s\"", name,
			strcmp(name, "check_option") == 0 ? "local or cascaded" : "true or false",
			said);
	if (!parameters_add(arena, parameters, parameter))
		return sql_refuse(arena, error, offset,
			"option \"%s\" is given twice; take one of them out", name);
	return true;
}

bool sql_view_parameters(struct arena *arena, const char *text, struct parameters *parameters,
	struct sql_error *error)
{
	struct sql_tree tree;
	*parameters = (struct parameters){0};
	if (!sql_tree_parse(&tree, arena, frame, text, error))
		return false;
	const PgQuery__ViewStmt *node = SQL_NODE(tree.statement, VIEW_STMT, view_stmt);
	bool good = node || sql_refuse(arena, error, 0, "a view's options are expected here");
	for (size_t i = 0; good && i < node->n_options; i++)
		good = read_option(arena, node->options[i]->def_elem, parameters, error);
	sql_tree_finish(&tree);
	return good;
}
