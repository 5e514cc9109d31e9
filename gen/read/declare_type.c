/* Enums, domains and the objects without a struct, out of their declarations. */
#include "read/declarations.h"

#include "schema/names.h"

#include <string.h>

/* Says of each word that what it needs is missing. */
static void lacks(struct declaring *to, const struct declaration *declaration, const char *what)
{
	if (annotation_find(&declaration->annotations, WORD_broken))
		return; /* most likely what is missing */
	list_each (const struct annotation *, annotation, &declaration->annotations)
		diag_error(to->diag, annotation->place, "%s is of no use without %s; add it",
			word_macro(to->arena, annotation->word), what);
}

/* Labels. */

static bool is_label(const struct member *enumerator)
{
	return !annotation_find(&enumerator->annotations, WORD_ignore);
}

static void add_label(struct declaring *to, struct enum_type *type, const struct member *enumerator,
	size_t prefix)
{
	const struct annotation *said = annotation_find(&enumerator->annotations, WORD_label);
	const char *text =
		said ? annotation_text(said, 0) : name_label(to->arena, enumerator->name, prefix);
	struct label *label = arena_new(to->arena, struct label);
	declare_begin(to, &label->object, OBJECT_LABEL, (struct qualified){.name = text},
		enumerator->place, &enumerator->annotations, NULL);
	label->enumerator = enumerator->name;
	list_push(to->arena, &type->labels, label);
}

void declare_enum(struct declaring *to, const struct declaration *declaration)
{
	const struct annotations *annotations = &declaration->annotations;
	declare_words(to, annotations, ON_ENUM);
	const struct annotation *said = annotation_find(annotations, WORD_enum);
	if (!said) {
		lacks(to, declaration, "DB_ENUM(name)");
		return;
	}
	struct enum_type *type = arena_new(to->arena, struct enum_type);
	declare_begin(to, &type->object, OBJECT_ENUM, declared_name(annotations, WORD_enum),
		said->place, annotations, declaration->comment);
	type->tag = declared_tag(to->arena, declaration);
	struct names enumerators = {0};
	list_each (const struct member *, member, &declaration->members) {
		if (is_label(member))
			list_push(to->arena, &enumerators, member->name);
	}
	size_t prefix = name_enumerator_prefix(&enumerators);
	list_each (const struct member *, enumerator, &declaration->members) {
		declare_words(to, &enumerator->annotations, ON_ENUMERATOR);
		if (is_label(enumerator))
			add_label(to, type, enumerator, prefix);
	}
	schema_add(to->schema, &type->object);
}

/* Domains. */

static void check_typedef(struct declaring *to, const struct annotation *said)
{
	struct sql_type type;
	struct sql_error error;
	if (!sql_type(to->arena, annotation_text(said, 0), &type, NULL, &error))
		declare_refused(to, said, 0, 0, &error);
}

void declare_domain(struct declaring *to, const struct declaration *declaration)
{
	const struct annotations *annotations = &declaration->annotations;
	const struct annotation *said = annotation_find(annotations, WORD_domain);
	const struct annotation *type = annotation_find(annotations, WORD_type);
	if (!declare_words(to, annotations, ON_TYPEDEF))
		return;
	if (!said && !type) {
		lacks(to, declaration, "DB_DOMAIN(name, \"…\")");
		return;
	}
	if (!said) {
		check_typedef(to, type);
		return;
	}
	if (type)
		diag_error(
			to->diag, type->place, "DB_DOMAIN says the type already; take DB_TYPE out");
	struct domain *domain = arena_new(to->arena, struct domain);
	struct sql_error error;
	declare_begin(to, &domain->object, OBJECT_DOMAIN, declared_name(annotations, WORD_domain),
		said->place, annotations, declaration->comment);
	domain->typedef_name = declaration->tag;
	domain->c = declared_c_type(to, declaration->type);
	if (!sql_domain(to->arena, annotation_text(said, 1), domain, &error))
		declare_refused(to, said, 1, 0, &error);
	list_each (struct constraint **, check, &domain->checks) {
		(*check)->object.place = said->place;
		(*check)->object.revision = to->revision;
	}
	declare_comments_on(to, &domain->object, annotations);
	schema_add(to->schema, &domain->object);
}

/* Composite types. */

static void refuse_composite_words(struct declaring *to, const struct annotations *annotations)
{
	static const enum word fitting[] = {
		WORD_composite, WORD_in_schema, WORD_was, WORD_comment, WORD_broken};
	list_each (const struct annotation *, said, annotations) {
		bool fits = !word_stands_on(said->word, ON_STRUCT);
		for (size_t i = 0; i < sizeof fitting / sizeof *fitting; i++)
			fits |= said->word == fitting[i];
		if (!fits)
			diag_error(to->diag, said->place,
				"%s cannot stand on a composite type; take it out",
				word_macro(to->arena, said->word));
	}
}

static void add_attribute(
	struct declaring *to, struct composite *composite, const struct member *member)
{
	if (annotation_find(&member->annotations, WORD_ignore))
		return;
	if (*member->name)
		list_push(to->arena, &composite->columns, declare_attribute(to, member));
	else
		diag_error(to->diag, member->place,
			"a struct or union without a name cannot be an attribute; name its members "
			"in the type itself, or leave it out with DB_IGNORE after its closing "
			"brace");
}

void declare_composite(struct declaring *to, const struct declaration *declaration)
{
	const struct annotations *annotations = &declaration->annotations;
	const struct annotation *said = annotation_find(annotations, WORD_composite);
	struct composite *composite = arena_new(to->arena, struct composite);
	declare_words(to, annotations, ON_STRUCT);
	refuse_composite_words(to, annotations);
	declare_begin(to, &composite->object, OBJECT_COMPOSITE,
		declared_name(annotations, WORD_composite), said->place, annotations,
		declaration->comment);
	composite->tag = declared_tag(to->arena, declaration);
	list_each (const struct member *, member, &declaration->members)
		add_attribute(to, composite, member);
	schema_add(to->schema, &composite->object);
}

/* Objects without a struct: the first annotation says which, the others what else is to say. */

static void declare_schema(
	struct declaring *to, const struct declaration *declaration, const struct annotation *said)
{
	struct namespace *namespace = arena_new(to->arena, struct namespace);
	declare_begin(to, &namespace->object, OBJECT_SCHEMA, annotation_name(said, 0), said->place,
		&declaration->annotations, declaration->comment);
	schema_add(to->schema, &namespace->object);
}

static void declare_extension(
	struct declaring *to, const struct declaration *declaration, const struct annotation *said)
{
	struct extension *extension = arena_new(to->arena, struct extension);
	struct sql_error error;
	declare_begin(to, &extension->object, OBJECT_EXTENSION, annotation_name(said, 0),
		said->place, &declaration->annotations, declaration->comment);
	if (!sql_extension(to->arena, annotation_text(said, 1), extension, &error))
		declare_refused(to, said, 1, 0, &error);
	schema_add(to->schema, &extension->object);
}

static void declare_sequence(
	struct declaring *to, const struct declaration *declaration, const struct annotation *said)
{
	struct sequence *sequence = arena_new(to->arena, struct sequence);
	struct sql_error error;
	declare_begin(to, &sequence->object, OBJECT_SEQUENCE, annotation_name(said, 0), said->place,
		&declaration->annotations, declaration->comment);
	if (sql_sequence(to->arena, annotation_text(said, 1), sequence, &error)) {
		sequence->unlogged = annotation_find(&declaration->annotations, WORD_unlogged);
		schema_add(to->schema, &sequence->object);
	} else
		declare_refused(to, said, 1, 0, &error);
}

static bool cannot_be_renamed(enum word word)
{
	return word == WORD_operator || word == WORD_schema || word == WORD_extension ||
	       word == WORD_grant || word == WORD_revoke;
}

void declare_object(struct declaring *to, const struct declaration *declaration)
{
	const struct annotations *annotations = &declaration->annotations;
	const struct annotation *said = &annotations->items[0];
	bool partition = said->word == WORD_partition;
	declare_words(to, annotations, partition ? ON_OBJECT | ON_PARTITION : ON_OBJECT);
	const struct annotation *was = annotation_find(annotations, WORD_was);
	if (was && cannot_be_renamed(said->word))
		diag_error(to->diag, was->place,
			"DB_WAS cannot stand after %s, which has no other name to come from; take "
			"it out",
			word_macro(to->arena, said->word));
	if (said->word == WORD_schema)
		declare_schema(to, declaration, said);
	else if (said->word == WORD_extension)
		declare_extension(to, declaration, said);
	else if (said->word == WORD_sequence)
		declare_sequence(to, declaration, said);
	else if (said->word == WORD_function)
		declare_routine(to, declaration, OBJECT_FUNCTION);
	else if (said->word == WORD_procedure)
		declare_routine(to, declaration, OBJECT_PROCEDURE);
	else if (said->word == WORD_aggregate)
		declare_routine(to, declaration, OBJECT_AGGREGATE);
	else if (said->word == WORD_operator)
		declare_routine(to, declaration, OBJECT_OPERATOR);
	else if (said->word == WORD_grant || said->word == WORD_revoke)
		declare_grant(to, declaration, said);
	else if (partition)
		declare_partition(to, declaration);
	else
		declare_definition(to, declaration, said);
}
