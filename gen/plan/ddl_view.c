/* Statements about views, materialized views, functions, procedures and aggregates; see ddl.h. */
#include "plan/ddl.h"

#include "base/text.h"
#include "schema/sql.h"

const char *ddl_create_view(struct arena *arena, const struct view *view, bool replace)
{
	struct text text = {0};
	bool materialized = view->object.kind == OBJECT_MATERIALIZED_VIEW;
	text_printf(&text, "CREATE %s%s %s", replace ? "OR REPLACE " : "",
		materialized ? "MATERIALIZED VIEW" : "VIEW",
		sql_qualified(arena, view->object.name));
	if (view->access_method)
		text_printf(&text, " USING %s", sql_identifier(arena, view->access_method));
	if (view->parameters.count) {
		text_put(&text, " WITH (");
		parameters_put(&text, &view->parameters);
		text_put(&text, ")");
	}
	if (view->tablespace)
		text_printf(&text, " TABLESPACE %s", sql_identifier(arena, view->tablespace));
	text_printf(&text, " AS\n%s%s", view->query, view->no_data ? "\nWITH NO DATA" : "");
	return text_take(&text, arena);
}

const char *ddl_operator(struct arena *arena, struct qualified name)
{
	return name.schema
		       ? arena_printf(arena, "%s.%s", sql_identifier(arena, name.schema), name.name)
		       : name.name;
}

const char *ddl_create_routine(struct arena *arena, const struct routine *routine, bool replace)
{
	enum object_kind kind = routine->object.kind;
	const char *what = kind == OBJECT_FUNCTION    ? "FUNCTION"
			   : kind == OBJECT_PROCEDURE ? "PROCEDURE"
			   : kind == OBJECT_AGGREGATE ? "AGGREGATE"
						      : "OPERATOR";
	struct qualified name = {routine->object.name.schema, routine->object.name.name, NULL};
	const char *called =
		kind == OBJECT_OPERATOR ? ddl_operator(arena, name) : sql_qualified(arena, name);
	bool apart = kind == OBJECT_AGGREGATE || kind == OBJECT_OPERATOR;
	return arena_printf(arena, "CREATE %s%s %s%s%s", replace ? "OR REPLACE " : "", what, called,
		apart ? " " : "", routine->definition);
}

const char *ddl_refresh(struct arena *arena, const struct view *view)
{
	return arena_printf(arena, "REFRESH MATERIALIZED VIEW %s%s",
		sql_qualified(arena, view->object.name), view->no_data ? " WITH NO DATA" : "");
}

const char *ddl_leave_bodies_unchecked(void)
{
	return "SET LOCAL check_function_bodies = off";
}
