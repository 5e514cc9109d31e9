/* Views and materialized views out of the catalogs. */
#include "read/catalog_parts.h"

#define VIEW_FIELDS(FIELD)                                                                         \
	FIELD(VIEW_OID, "r.oid")                                                                   \
	FIELD(VIEW_KIND, "r.relkind")                                                              \
	FIELD(VIEW_SCHEMA, "n.nspname")                                                            \
	FIELD(VIEW_NAME, "r.relname")                                                              \
	FIELD(VIEW_QUERY, "pg_get_viewdef(r.oid)")                                                 \
	FIELD(VIEW_OPTIONS, OPTIONS_SQL("r.reloptions", "''"))                                     \
	FIELD(VIEW_TOAST_OPTIONS, OPTIONS_SQL("o.reloptions", "'toast.'"))                         \
	FIELD(VIEW_ACCESS_METHOD,                                                                  \
		"NULLIF(m.amname::text, current_setting('default_table_access_method'))")          \
	FIELD(VIEW_TABLESPACE, "s.spcname")                                                        \
	FIELD(VIEW_POPULATED, "r.relispopulated")                                                  \
	FIELD(VIEW_COMMENT, "{comment 'pg_class' r.oid 0}")
enum { VIEW_FIELDS(FIELD_NUMBER) };

static void set_parameters(const struct row *row, struct view *view)
{
	struct catalog *catalog = row->catalog;
	const char *text = row_options(row, VIEW_OPTIONS, VIEW_TOAST_OPTIONS);
	struct sql_error error;
	bool good = !text ||
		    (view->object.kind == OBJECT_VIEW ? sql_view_parameters(catalog->arena, text,
								&view->parameters, &error)
						      : sql_parameters(catalog->arena, text,
								&view->parameters, &error));
	if (!good)
		catalog_refused(catalog, "storage parameter", &view->object, &error);
}

static void read_view(struct row *row)
{
	struct catalog *catalog = row->catalog;
	struct view *view = arena_new(catalog->arena, struct view);
	struct sql_error error;
	catalog_begin(&view->object,
		*row_raw(row, VIEW_KIND) == 'm' ? OBJECT_MATERIALIZED_VIEW : OBJECT_VIEW,
		row_name(row, VIEW_SCHEMA, VIEW_NAME));
	view->object.comment = row_string(row, VIEW_COMMENT);
	view->access_method = row_string(row, VIEW_ACCESS_METHOD);
	view->tablespace = row_string(row, VIEW_TABLESPACE);
	view->no_data = !row_true(row, VIEW_POPULATED);
	set_parameters(row, view);
	const char *query = row_sql(row, VIEW_QUERY);
	if (!query || !sql_query(catalog->arena, query, view, &error)) {
		if (query)
			catalog_refused(catalog, NULL, &view->object, &error);
		return;
	}
	schema_add(catalog->schema, &view->object);
	map_put(catalog->arena, &catalog->relations, row_string(row, VIEW_OID), view);
}

const struct catalog_part catalog_views = {
	"the views",
	VIEW_FIELDS(FIELD_SQL),
	"FROM pg_class r {in r.relnamespace} LEFT JOIN pg_class o ON o.oid = r.reltoastrelid "
	"LEFT JOIN pg_am m ON m.oid = r.relam "
	"LEFT JOIN pg_tablespace s ON s.oid = r.reltablespace "
	"WHERE r.relkind IN ('v', 'm') AND r.relpersistence <> 't' {own 'pg_class' r.oid} "
	"ORDER BY n.nspname, r.relname",
	read_view,
};
