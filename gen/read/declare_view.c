/* Views and materialized views, out of the struct that is their row or out of no struct's. */
#include "read/declarations.h"

#include "schema/names.h"

#include <string.h>

/* Members. */

/* A member's own words: the view's query says all else. */
static bool means_nothing(enum word word)
{
	return word != WORD_column && word != WORD_comment && word != WORD_ignore &&
	       word != WORD_type && word != WORD_broken;
}

static void add_member(struct declaring *to, struct view *view, const struct member *member)
{
	const struct annotation *name = annotation_find(&member->annotations, WORD_column);
	if (annotation_find(&member->annotations, WORD_ignore))
		return;
	if (!*member->name) {
		diag_error(to->diag, member->place,
			"a struct or union without a name cannot be a column; leave it out with "
			"DB_IGNORE after its closing brace");
		return;
	}
	list_each (const struct annotation *, said, &member->annotations) {
		if (means_nothing(said->word))
			diag_error(to->diag, said->place,
				"%s means nothing on a column of a view, which is what the query "
				"makes it; take it out",
				word_macro(to->arena, said->word));
	}
	struct column *column = arena_new(to->arena, struct column);
	declare_begin(to, &column->object, OBJECT_COLUMN,
		(struct qualified){.name = name ? annotation_text(name, 0) : member->name},
		member->place, &member->annotations, member->comment);
	column->member = member->name;
	column->c = declared_c_type(to, member->type);
	list_push(to->arena, &view->columns, column);
}

/* Words after the brace. */

static void add_index(struct declaring *to, struct view *view, const struct annotation *said)
{
	struct index *index = declare_index(to, said);
	if (!index)
		return;
	if (!index->object.name.name) {
		struct table like = {.object = view->object, .indexes = view->indexes};
		index->object.name.name = name_index(to->arena, to->schema, &like, index);
	}
	view_add_index(to->schema, view, index);
}

/* Those with a name first, so that names which nobody gave avoid them. */
static void add_indexes(
	struct declaring *to, struct view *view, const struct annotations *annotations)
{
	for (int named = 1; named >= 0; named--) {
		list_each (const struct annotation *, said, annotations) {
			if ((said->word == WORD_index || said->word == WORD_unique_index) &&
				(annotation_name(said, 0).name != NULL) == named)
				add_index(to, view, said);
		}
	}
}

static bool stands_on_view(enum word word, bool materialized)
{
	switch ((int)word) {
	case WORD_view:
	case WORD_materialized_view:
	case WORD_in_schema:
	case WORD_was:
	case WORD_comment:
	case WORD_with:
	case WORD_broken:
		return true;
	case WORD_index:
	case WORD_unique_index:
	case WORD_no_data:
	case WORD_tablespace:
	case WORD_access_method:
	case WORD_comment_on:
		return materialized;
	}
	return false;
}

static void refuse_words(
	struct declaring *to, const struct annotations *annotations, bool materialized)
{
	list_each (const struct annotation *, said, annotations) {
		if (!stands_on_view(said->word, materialized))
			diag_error(to->diag, said->place,
				"%s cannot stand on a %sview; take it out",
				word_macro(to->arena, said->word),
				materialized ? "materialized " : "");
	}
}

static void set_options(
	struct declaring *to, struct view *view, const struct annotations *annotations)
{
	bool materialized = view->object.kind == OBJECT_MATERIALIZED_VIEW;
	const struct annotation *with = annotation_find(annotations, WORD_with);
	const struct annotation *tablespace = annotation_find(annotations, WORD_tablespace);
	const struct annotation *method = annotation_find(annotations, WORD_access_method);
	struct sql_error error;
	view->no_data = annotation_find(annotations, WORD_no_data);
	view->tablespace = tablespace ? annotation_text(tablespace, 0) : NULL;
	view->access_method = method ? annotation_text(method, 0) : NULL;
	if (!with)
		return;
	const char *text = annotation_text(with, 0);
	bool good = materialized ? sql_parameters(to->arena, text, &view->parameters, &error)
				 : sql_view_parameters(to->arena, text, &view->parameters, &error);
	if (!good)
		declare_refused(to, with, 0, 0, &error);
}

void declare_view(struct declaring *to, const struct declaration *declaration)
{
	const struct annotations *annotations = &declaration->annotations;
	const struct annotation *said = annotation_find(annotations, WORD_view);
	bool materialized = !said;
	if (materialized)
		said = annotation_find(annotations, WORD_materialized_view);
	struct view *view = arena_new(to->arena, struct view);
	struct sql_error error;
	declare_words(to, annotations, ON_STRUCT);
	refuse_words(to, annotations, materialized);
	declare_begin(to, &view->object, materialized ? OBJECT_MATERIALIZED_VIEW : OBJECT_VIEW,
		declared_name(annotations, said->word), said->place, annotations,
		declaration->comment);
	view->tag = declaration->tag;
	list_each (const struct member *, member, &declaration->members)
		add_member(to, view, member);
	set_options(to, view, annotations);
	add_indexes(to, view, annotations);
	declare_comments_on(to, &view->object, annotations);
	if (sql_query(to->arena, annotation_text(said, 1), view, &error))
		schema_add(to->schema, &view->object);
	else
		declare_refused(to, said, 1, 0, &error);
}
