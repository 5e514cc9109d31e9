/* Views, materialized views, functions, procedures and aggregates as annotated C. */
#include "write/models.h"

#include <ctype.h>
#include <string.h>

/* The tag; of a view that has none, its name made one. */
static const char *tag_of(struct model_writer *w, const struct view *view)
{
	if (view->tag)
		return view->tag;
	char *tag = arena_strdup(&w->arena, view->object.name.name);
	for (char *c = tag; *c; c++) {
		if (!isalnum((unsigned char)*c) || (c == tag && isdigit((unsigned char)*c)))
			*c = '_';
	}
	return tag;
}

static void put_options(struct model_writer *w, const struct view *view)
{
	struct text parameters = {0};
	parameters_put(&parameters, &view->parameters);
	if (view->parameters.count)
		model_word_sql(w, "\n\tDB_WITH", text_string(&parameters));
	text_finish(&parameters);
	if (view->access_method)
		model_word(
			w, "\n\tDB_ACCESS_METHOD", (struct qualified){.name = view->access_method});
	if (view->tablespace)
		model_word(w, "\n\tDB_TABLESPACE", (struct qualified){.name = view->tablespace});
	text_put(w->text, view->no_data ? "\n\tDB_NO_DATA" : "");
	list_each (struct index **, each, &view->indexes) {
		model_word_name_sql(w, (*each)->unique ? "\n\tDB_UNIQUE_INDEX" : "\n\tDB_INDEX",
			(*each)->object.name, (*each)->definition);
		model_comment_on(w, &(*each)->object);
	}
}

void model_view(struct model_writer *w, const struct view *view)
{
	const char *word = view->object.kind == OBJECT_VIEW ? "DB_VIEW" : "DB_MATERIALIZED_VIEW";
	const char *tag =
		arena_printf(&w->arena, "%s%s", tag_of(w, view), model_suffix(w, &view->object));
	model_doc_comment(w, &view->object, "");
	if (view->columns.count) {
		text_printf(w->text, "struct %s {\n", tag);
		model_members(w, &view->object, &view->columns);
		text_put(w->text, "} ");
	} else {
		text_put(w->text, "struct ");
	}
	model_word_name_sql(w, word, view->object.name, view->query);
	model_was(w, &view->object, "\n\t");
	put_options(w, view);
	model_comment_word(w, &view->object, "\n\t");
	if (!view->columns.count)
		text_printf(w->text, " %s", tag);
	text_put(w->text, ";\n");
}

void model_routine(struct model_writer *w, const struct routine *routine)
{
	const char *word = routine->object.kind == OBJECT_FUNCTION    ? "DB_FUNCTION"
			   : routine->object.kind == OBJECT_PROCEDURE ? "DB_PROCEDURE"
			   : routine->object.kind == OBJECT_AGGREGATE ? "DB_AGGREGATE"
								      : "DB_OPERATOR";
	model_doc_comment(w, &routine->object, "");
	model_word_name_sql(w, word, routine->object.name, routine->definition);
	model_was(w, &routine->object, " ");
	model_comment_word(w, &routine->object, " ");
	text_put(w->text, ";\n");
}
