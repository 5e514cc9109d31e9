/* What all declarations share on their way to an object of the schema; see declarations.h. */
#include "read/declarations.h"

#include "base/text.h"

#include <ctype.h>
#include <string.h>

struct qualified declared_name(const struct annotations *annotations, enum word word)
{
	struct qualified name = annotation_name(annotation_find(annotations, word), 0);
	const struct annotation *schema = annotation_find(annotations, WORD_in_schema);
	if (schema)
		name.schema = annotation_text(schema, 0);
	return name;
}

void declare_begin(struct declaring *to, struct object *object, enum object_kind kind,
	struct qualified name, struct place place, const struct annotations *annotations,
	const char *doc)
{
	const struct annotation *was = annotation_find(annotations, WORD_was);
	const struct annotation *comment = annotation_find(annotations, WORD_comment);
	if (doc && !text_is_utf8(doc)) {
		diag_error(to->diag, place,
			"the documentation comment of \"%s\" is not UTF-8, so the database cannot keep "
			"it; save the file as UTF-8, or make it a plain comment",
			name.name);
		doc = NULL;
	}
	*object = (struct object){
		.kind = kind,
		.name = name,
		.was = was ? qualified_text(to->arena, annotation_name(was, 0)) : NULL,
		.comment = comment ? annotation_text(comment, 0) : doc,
		.place = place,
		.revision = to->revision,
	};
}

/* Of a table, domain or materialized view. */
static struct object *part_called(struct object *parent, const char *name)
{
	static const struct constraints no_constraints = {0};
	static const struct indexes no_indexes = {0};
	const struct constraints *constraints = &no_constraints;
	const struct indexes *indexes = &no_indexes;
	if (parent->kind == OBJECT_TABLE) {
		constraints = &((struct table *)parent)->constraints;
		indexes = &((struct table *)parent)->indexes;
	} else if (parent->kind == OBJECT_DOMAIN) {
		constraints = &((struct domain *)parent)->checks;
	} else if (parent->kind == OBJECT_MATERIALIZED_VIEW) {
		indexes = &((struct view *)parent)->indexes;
	}
	list_each (struct constraint **, each, constraints) {
		if (strcmp((*each)->object.name.name, name) == 0)
			return &(*each)->object;
	}
	list_each (struct index **, each, indexes) {
		if (strcmp((*each)->object.name.name, name) == 0)
			return &(*each)->object;
	}
	return NULL;
}

void declare_comments_on(
	struct declaring *to, struct object *parent, const struct annotations *annotations)
{
	list_each (const struct annotation *, said, annotations) {
		if (said->word != WORD_comment_on)
			continue;
		struct object *part = part_called(parent, annotation_text(said, 0));
		if (part)
			part->comment = annotation_text(said, 1);
		else
			diag_error(to->diag, annotation_place(to->arena, said, 0, 0),
				"%s \"%s\" has no constraint%s \"%s\"",
				object_kind_name(parent->kind), parent->name.name,
				parent->kind == OBJECT_DOMAIN ? "" : " or index",
				annotation_text(said, 0));
	}
}

struct index *declare_index(struct declaring *to, const struct annotation *said)
{
	struct annotations none = {0};
	struct index *index = arena_new(to->arena, struct index);
	struct sql_error error;
	declare_begin(to, &index->object, OBJECT_INDEX,
		(struct qualified){.name = annotation_name(said, 0).name}, said->place, &none,
		NULL);
	index->unique = said->word == WORD_unique_index;
	if (sql_index(to->arena, annotation_text(said, 1), index, &error))
		return index;
	declare_refused(to, said, 1, 0, &error);
	return NULL;
}

void declare_refused(struct declaring *to, const struct annotation *annotation, size_t argument,
	size_t before, const struct sql_error *error)
{
	size_t offset = error->offset > before ? error->offset - before : 0;
	diag_error(to->diag,
		annotation_place(to->arena, annotation,
			annotation->arguments.items[argument].position, offset),
		"%s: %s", word_macro(to->arena, annotation->word), error->message);
}

struct c_type declared_c_type(struct declaring *to, const struct meaning *meaning)
{
	struct c_type c = meaning->c;
	struct sql_type type;
	struct sql_error error;
	if (meaning->c_sql && sql_type(to->arena, meaning->c_sql, &type, NULL, &error))
		c.sql = type.text;
	return c;
}

const char *declared_tag(struct arena *arena, const struct declaration *declaration)
{
	if (declaration->tag)
		return declaration->tag;
	static const enum word words[] = {WORD_table, WORD_composite, WORD_enum};
	size_t i = 0;
	while (!annotation_find(&declaration->annotations, words[i]))
		i++;
	char *tag = arena_strdup(arena, declared_name(&declaration->annotations, words[i]).name);
	for (char *c = tag; *c; c++) {
		if (!isalnum((unsigned char)*c) || (c == tag && isdigit((unsigned char)*c)))
			*c = '_';
	}
	return tag;
}

static bool stands_before(const struct annotations *annotations, const struct annotation *later)
{
	list_each (const struct annotation *, annotation, annotations) {
		if (annotation == later)
			break;
		if (annotation->word == later->word)
			return true;
	}
	return false;
}

bool declare_words(struct declaring *to, const struct annotations *annotations, unsigned where)
{
	bool good = true;
	list_each (const struct annotation *, annotation, annotations) {
		if (!word_stands_on(annotation->word, where)) {
			diag_error(to->diag, annotation->place,
				"%s cannot stand here; it belongs %s",
				word_macro(to->arena, annotation->word),
				word_belongs(to->arena, annotation->word));
			good = false;
		} else if (!word_repeats(annotation->word) &&
			   stands_before(annotations, annotation)) {
			diag_error(to->diag, annotation->place,
				"%s stands here twice; take one of them out",
				word_macro(to->arena, annotation->word));
			good = false;
		}
	}
	const struct annotation *schema = annotation_find(annotations, WORD_in_schema);
	static const enum word names[] = {WORD_table, WORD_enum, WORD_domain, WORD_composite,
		WORD_view, WORD_materialized_view};
	for (size_t i = 0; schema && i < sizeof names / sizeof *names; i++) {
		const struct annotation *name = annotation_find(annotations, names[i]);
		if (!name || !annotation_name(name, 0).schema)
			continue;
		diag_error(to->diag, schema->place,
			"the schema is said twice, here and in %s; take one of them out",
			word_macro(to->arena, name->word));
		good = false;
	}
	return good;
}
