/* A whole header of models, as a person would have written it from the start. Laid out in sections,
 * each object in the order that it is given in. */
#include "write/models.h"

#include <string.h>

/* What stands together under one heading. */
enum section {
	SECTION_SCHEMAS,
	SECTION_TYPES,
	SECTION_SEQUENCES,
	SECTION_TABLES,
	SECTION_VIEWS,
	SECTION_ROUTINES,
	SECTION_TRIGGERS,
	SECTION_STATISTICS,
	SECTION_PRIVILEGES
};

static const char *const titles[] = {
	[SECTION_SCHEMAS] = "Schemas and extensions",
	[SECTION_TYPES] = "Types",
	[SECTION_SEQUENCES] = "Sequences",
	[SECTION_TABLES] = "Tables",
	[SECTION_VIEWS] = "Views",
	[SECTION_ROUTINES] = "Functions and procedures",
	[SECTION_TRIGGERS] = "Triggers, policies and rules",
	[SECTION_STATISTICS] = "Extended statistics",
	[SECTION_PRIVILEGES] = "Privileges",
};

static enum section section_of(enum object_kind kind)
{
	switch (kind) {
	case OBJECT_SCHEMA:
	case OBJECT_EXTENSION:
		return SECTION_SCHEMAS;
	case OBJECT_COLLATION:
	case OBJECT_ENUM:
	case OBJECT_DOMAIN:
	case OBJECT_COMPOSITE:
	case OBJECT_RANGE:
		return SECTION_TYPES;
	case OBJECT_SEQUENCE:
		return SECTION_SEQUENCES;
	case OBJECT_TABLE:
		return SECTION_TABLES;
	case OBJECT_VIEW:
	case OBJECT_MATERIALIZED_VIEW:
		return SECTION_VIEWS;
	case OBJECT_FUNCTION:
	case OBJECT_PROCEDURE:
	case OBJECT_AGGREGATE:
	case OBJECT_OPERATOR:
		return SECTION_ROUTINES;
	case OBJECT_TRIGGER:
	case OBJECT_POLICY:
	case OBJECT_RULE:
		return SECTION_TRIGGERS;
	case OBJECT_STATISTICS:
		return SECTION_STATISTICS;
	case OBJECT_GRANT:
		return SECTION_PRIVILEGES;
	case OBJECT_COLUMN:
	case OBJECT_CONSTRAINT:
	case OBJECT_INDEX:
	case OBJECT_LABEL:
		break; /* at no top level */
	}
	return SECTION_TABLES;
}

/* What is to be written: a serial column says its sequence. */
static struct object_list worth_writing(struct model_writer *w, const struct object_list *objects)
{
	struct object_list all = {0};
	list_each (const struct object **, each, objects) {
		if ((*each)->kind != OBJECT_SEQUENCE ||
			!model_is_serial_sequence(w, (const struct sequence *)*each))
			list_push(&w->arena, &all, *each);
	}
	return all;
}

/* How many from the first on belong to its section. */
static size_t section_length(const struct object_list *objects, size_t first)
{
	enum section section = section_of(objects->items[first]->kind);
	size_t length = 0;
	while (first + length < objects->count &&
		section_of(objects->items[first + length]->kind) == section)
		length++;
	return length;
}

static void put_sections(struct model_writer *w, const struct object_list *objects)
{
	for (size_t first = 0, length; first < objects->count; first += length) {
		length = section_length(objects, first);
		struct object_list section = {.items = objects->items + first, .count = length};
		if (length < objects->count)
			text_printf(w->text, "/* ---- %s ---- */\n\n",
				titles[section_of(section.items[0]->kind)]);
		model_objects(w, &section);
		text_put(w->text, "\n");
	}
}

static void put_includes(struct model_writer *w, const struct object_list *objects)
{
	struct model_needs needs = {0};
	model_needs_of(&w->arena, objects, w->schema, &needs);
	text_put(w->text, "#include <restruct_model.h>\n");
	text_put(w->text, needs.time ? "#include <time.h>\n" : "");
	text_put(w->text, "\n");
}

/* What stays outside, so that a reader of the header knows. */
static void put_outsides(struct model_writer *w, const struct outsides *outsides)
{
	if (outsides->count == 0)
		return;
	text_put(w->text, "/* In the database, but not in this header:\n");
	list_each (const struct outside *, outside, outsides) {
		text_put(w->text, " *     ");
		model_comment_text(w->text, outside->kind);
		text_put(w->text, " ");
		model_comment_text(w->text, outside->name);
		if (outside->reason) {
			text_put(w->text, ": ");
			model_comment_text(w->text, outside->reason);
		}
		text_put(w->text, "\n");
	}
	text_put(w->text, " */\n\n");
}

void write_header(struct text *text, const struct object_list *objects, const struct schema *schema,
	const char *guard)
{
	struct model_writer w = {.text = text, .schema = schema, .suffix = "", .program = true};
	arena_init(&w.arena);
	model_note_names(&w);
	struct object_list all = worth_writing(&w, objects);
	text_put(text,
		"/* The schema, as restruct import found it in the database. From here on this "
		"header is where it\n"
		" * changes. */\n");
	text_printf(text, "#ifndef %s\n#define %s\n\n", guard, guard);
	put_includes(&w, &all);
	text_put(text, "/* clang-format off */\n\n");
	put_sections(&w, &all);
	put_outsides(&w, &schema->outsides);
	text_put(text, "/* clang-format on */\n\n#endif\n");
	arena_finish(&w.arena);
}
