/* Headers for tests, read as the generator reads them; see reading.h. */
#include "support/reading.h"

#include "base/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "support/cmocka_all.h"
#include "support/folder.h"

void reading_folder(void)
{
	const char *folder = temporary_folder("headers");
	assert_non_null(folder);
	assert_int_equal(chdir(folder), 0);
}

void reading_file(const char *name, const char *content)
{
	char folder[256];
	const char *slash = strrchr(name, '/');
	if (slash) {
		snprintf(folder, sizeof folder, "%.*s", (int)(slash - name), name);
		assert_int_equal(file_make_directory(folder), 0);
	}
	struct text text = {0};
	text_put(&text, content);
	assert_int_not_equal(file_write(name, &text), FILE_FAILED);
	text_finish(&text);
}

static void split(struct arena *arena, const char *words, struct names *names)
{
	char *rest = arena_strdup(arena, words), *word;
	for (word = strtok_r(rest, " ", &rest); word; word = strtok_r(NULL, " ", &rest))
		list_push(arena, names, word);
}

static bool begin(struct reading *reading, const char *files, const char *flags,
	struct names *split_files, struct flags *front_end)
{
	struct names own = {0};
	*reading = (struct reading){0};
	arena_init(&reading->arena);
	diag_init(&reading->diag, &reading->arena);
	schema_init(&reading->schema, &reading->arena);
	split(&reading->arena, files, split_files);
	split(&reading->arena, flags, &own);
	return read_flags(&reading->arena, &own, NULL, split_files, front_end, &reading->diag);
}

void reading_headers(struct reading *reading, const char *files, const char *flags)
{
	struct names names = {0};
	struct flags front_end;
	reading->understood =
		begin(reading, files, flags, &names, &front_end) &&
		read_headers(&reading->arena, &names, &front_end, &reading->schema, &reading->diag);
}

void reading_revisions(struct reading *reading, const char *files)
{
	struct names names = {0};
	struct flags front_end;
	reading->understood = begin(reading, files, "", &names, &front_end) &&
			      read_revision_headers(&reading->arena, &names, &front_end,
				      &reading->revisions, &reading->diag);
}

void reading_text(struct reading *reading, const char *content)
{
	char *text = malloc(strlen(content) + 64);
	sprintf(text, "#include <restruct_model.h>\n%s", content);
	reading_file("models.h", text);
	free(text);
	reading_headers(reading, "models.h", "");
}

void reading_finish(struct reading *reading)
{
	arena_finish(&reading->arena);
}

const char *reading_said(struct reading *reading)
{
	static const char *const words[] = {"error", "warning", "note"};
	struct text text = {0};
	list_each (const struct diagnostic *, said, &reading->diag.list) {
		if (said->place.file)
			text_printf(&text, "%s:", said->place.file);
		if (said->place.line)
			text_printf(&text, "%u:%u:", said->place.line, said->place.column);
		text_printf(&text, "%s%s: %s\n", said->place.file ? " " : "", words[said->severity],
			said->message);
	}
	return text_take(&text, &reading->arena);
}

/* What every object may have behind it. */
static void put_common(struct text *text, const struct object *object)
{
	if (object->was)
		text_printf(text, " was %s", object->was);
	if (object->revision)
		text_printf(text, " of %s", object->revision);
	if (object->comment) {
		text_put(text, " -- ");
		text_put_c_string(text, object->comment);
	}
	text_put_char(text, '\n');
}

static void put_expression(struct text *text, const char *word, const struct expression *expression)
{
	if (expression->sql)
		text_printf(text, " %s %s", word, expression->sql);
}

static void put_c(struct text *text, const struct c_type *c, const char *name)
{
	text_printf(text, " (%s%s%s%s = %s)", c->base, c->pointer ? " *" : " ", name, c->suffix,
		c->sql ? c->sql : "?");
}

static void put_column(struct text *text, const struct column *column)
{
	static const char *const identities[] = {"", " identity", " identity always"};
	text_printf(text, "  %s %s%s%s", column->object.name.name,
		column->type.text ? column->type.text : "?", column->not_null ? "" : " null",
		identities[column->identity]);
	if (column->collation)
		text_printf(text, " collate %s", column->collation);
	put_expression(text, "default", &column->default_value);
	put_expression(text, "generated", &column->generated);
	put_expression(text, "using", &column->using_value);
	put_c(text, &column->c, column->member);
	put_common(text, &column->object);
}

static void put_attributes(struct text *text, const struct table *table)
{
	text_put(text, table->unlogged ? " unlogged" : "");
	text_put(text, table->row_security ? " row security" : "");
	if (!table->parameters.count)
		return;
	text_put(text, " with (");
	parameters_put(text, &table->parameters);
	text_put(text, ")");
}

static void put_table(struct reading *reading, struct text *text, const struct table *table)
{
	text_printf(text, "table %s (struct %s)",
		qualified_text(&reading->arena, table->object.name), table->tag);
	put_attributes(text, table);
	put_common(text, &table->object);
	list_each (struct column **, column, &table->columns)
		put_column(text, *column);
	list_each (struct constraint **, constraint, &table->constraints) {
		text_printf(text, "  constraint %s %s", (*constraint)->object.name.name,
			(*constraint)->definition);
		put_common(text, &(*constraint)->object);
	}
	list_each (struct index **, index, &table->indexes) {
		text_printf(text, "  %s %s %s", (*index)->unique ? "unique index" : "index",
			(*index)->object.name.name, (*index)->definition);
		put_common(text, &(*index)->object);
	}
}

static void put_enum(struct reading *reading, struct text *text, const struct enum_type *type)
{
	text_printf(text, "enum %s (enum %s)", qualified_text(&reading->arena, type->object.name),
		type->tag);
	put_common(text, &type->object);
	list_each (struct label **, label, &type->labels) {
		text_printf(text, "  %s '%s'", (*label)->enumerator, (*label)->object.name.name);
		put_common(text, &(*label)->object);
	}
}

static void put_domain(struct reading *reading, struct text *text, const struct domain *domain)
{
	text_printf(text, "domain %s %s%s", qualified_text(&reading->arena, domain->object.name),
		domain->base.text ? domain->base.text : "?", domain->not_null ? " not null" : "");
	put_expression(text, "default", &domain->default_value);
	list_each (struct constraint **, check, &domain->checks)
		text_printf(text, " %s %s", (*check)->object.name.name, (*check)->definition);
	put_c(text, &domain->c, domain->typedef_name);
	put_common(text, &domain->object);
}

static void put_sequence(
	struct reading *reading, struct text *text, const struct sequence *sequence)
{
	text_printf(text, "sequence %s %s from %lld by %lld",
		qualified_text(&reading->arena, sequence->object.name), sequence->options.type,
		sequence->options.start, sequence->options.increment);
	if (sequence->owner_table.name)
		text_printf(text, " of %s.%s",
			qualified_text(&reading->arena, sequence->owner_table),
			sequence->owner_column);
	put_common(text, &sequence->object);
}

const char *reading_schema(struct reading *reading, const struct schema *schema)
{
	struct text text = {0};
	list_each (struct namespace **, each, &schema->namespaces) {
		text_printf(&text, "schema %s", (*each)->object.name.name);
		put_common(&text, &(*each)->object);
	}
	list_each (struct extension **, each, &schema->extensions) {
		text_printf(&text, "extension %s %s",
			qualified_text(&reading->arena, (*each)->object.name),
			(*each)->version ? (*each)->version : "any");
		put_common(&text, &(*each)->object);
	}
	list_each (struct enum_type **, each, &schema->enums)
		put_enum(reading, &text, *each);
	list_each (struct domain **, each, &schema->domains)
		put_domain(reading, &text, *each);
	list_each (struct sequence **, each, &schema->sequences)
		put_sequence(reading, &text, *each);
	list_each (struct table **, each, &schema->tables)
		put_table(reading, &text, *each);
	return text_take(&text, &reading->arena);
}

void assert_schema(const char *content, const char *expected)
{
	struct reading reading;
	reading_text(&reading, content);
	assert_string_equal(reading_said(&reading), "");
	assert_true(reading.understood);
	assert_string_equal(reading_schema(&reading, &reading.schema), expected);
	reading_finish(&reading);
}

void assert_said(const char *content, const char *expected)
{
	struct reading reading;
	reading_text(&reading, content);
	assert_string_equal(reading_said(&reading), expected);
	reading_finish(&reading);
}
