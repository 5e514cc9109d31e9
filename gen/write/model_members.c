/* The members of a struct, a line each: which annotations a column needs, and which constraints its
 * member says. */
#include "write/models.h"

#include "schema/names.h"
#include "schema/sql.h"

#include <string.h>

/* Stands before each word of a member until its line is laid out: a space or a line break. No text
 * in a header holds it. */
#define NEXT "\x1f"

enum { LINE_WIDTH = 100, TAB = 8 };

/* Constraints: which are said at a column. */

static bool has_name(const struct constraint *constraint, const char *name)
{
	return strcmp(constraint->object.name.name, name) == 0;
}

static const char *default_name(struct model_writer *w, const struct table *table,
	const struct constraint *constraint, const char *label)
{
	const char *column =
		constraint->type == CONSTRAINT_PRIMARY_KEY ? NULL : constraint->columns.items[0];
	return name_make(&w->arena, table->object.name.name, column, label);
}

/* The key's columns as the members stand: DB_PRIMARY_KEY on several makes them one key. */
static bool in_member_order(const struct table *table, const struct names *columns)
{
	size_t next = 0;
	for (size_t i = 0; i < table->columns.count && next < columns->count; i++) {
		if (strcmp(table->columns.items[i]->object.name.name, columns->items[next]) == 0)
			next++;
	}
	return next == columns->count;
}

static bool is_key_of(
	struct model_writer *w, const struct constraint *constraint, const char *words)
{
	const char *definition = arena_printf(
		&w->arena, "%s (%s)", words, sql_identifiers(&w->arena, &constraint->columns));
	return strcmp(constraint->definition, definition) == 0;
}

/* "credit >= 0" of "CHECK (credit >= 0)"; NULL when there is more to it. */
static const char *check_expression(struct model_writer *w, const struct constraint *constraint)
{
	static const char start[] = "CHECK (";
	size_t length = strlen(constraint->definition);
	if (strncmp(constraint->definition, start, sizeof start - 1) != 0 ||
		constraint->definition[length - 1] != ')')
		return NULL;
	return arena_strndup(
		&w->arena, constraint->definition + sizeof start - 1, length - sizeof start);
}

/* "ON DELETE SET NULL", "" or, when DB_REFERENCES cannot say it, NULL. */
static const char *reference_rest(struct model_writer *w, const struct constraint *constraint)
{
	const char *start = arena_printf(&w->arena, "FOREIGN KEY (%s) REFERENCES %s (%s)",
		sql_identifiers(&w->arena, &constraint->columns),
		sql_qualified(&w->arena, constraint->references),
		sql_identifiers(&w->arena, &constraint->referenced));
	size_t length = strlen(start);
	if (strncmp(constraint->definition, start, length) != 0)
		return NULL;
	const char *rest = constraint->definition + length;
	return rest + strspn(rest, " ");
}

/* Whether the members say the constraint, so that none is needed after the brace. */
bool model_said_by_members(
	struct model_writer *w, const struct table *table, const struct constraint *constraint)
{
	if (constraint->object.was || constraint->not_valid || constraint->columns.count == 0 ||
		model_name_is_shared(w, table->object.name.schema, constraint->object.name.name))
		return false;
	bool one =
		constraint->columns.count == 1 && table_column(table, constraint->columns.items[0]);
	switch (constraint->type) {
	case CONSTRAINT_PRIMARY_KEY:
		return has_name(constraint, default_name(w, table, constraint, "pkey")) &&
		       is_key_of(w, constraint, "PRIMARY KEY") &&
		       in_member_order(table, &constraint->columns);
	case CONSTRAINT_UNIQUE:
		return one && has_name(constraint, default_name(w, table, constraint, "key")) &&
		       is_key_of(w, constraint, "UNIQUE");
	case CONSTRAINT_CHECK:
		return one && has_name(constraint, default_name(w, table, constraint, "check")) &&
		       check_expression(w, constraint);
	case CONSTRAINT_FOREIGN_KEY:
		return one && constraint->referenced.count == 1 &&
		       has_name(constraint, default_name(w, table, constraint, "fkey")) &&
		       reference_rest(w, constraint);
	case CONSTRAINT_EXCLUSION:
		return false;
	}
	return false;
}

static bool mentions_column(const struct constraint *constraint, const struct column *column)
{
	for (size_t i = 0; i < constraint->columns.count; i++) {
		if (strcmp(constraint->columns.items[i], column->object.name.name) == 0)
			return true;
	}
	return false;
}

static void put_reference(struct model_writer *w, const struct constraint *constraint)
{
	const char *rest = reference_rest(w, constraint);
	text_put(w->text, NEXT "DB_REFERENCES(");
	model_qualified(w->text, constraint->references);
	text_put(w->text, ", ");
	model_name(w->text, constraint->referenced.items[0]);
	if (*rest) {
		text_put(w->text, ", ");
		text_put_c_string(w->text, rest);
	}
	text_put_char(w->text, ')');
}

static void put_member_constraint(struct model_writer *w, const struct constraint *constraint)
{
	switch (constraint->type) {
	case CONSTRAINT_PRIMARY_KEY:
		text_put(w->text, NEXT "DB_PRIMARY_KEY");
		break;
	case CONSTRAINT_UNIQUE:
		text_put(w->text, NEXT "DB_UNIQUE");
		break;
	case CONSTRAINT_CHECK:
		model_word_sql(w, NEXT "DB_CHECK", check_expression(w, constraint));
		break;
	case CONSTRAINT_FOREIGN_KEY:
		put_reference(w, constraint);
		break;
	case CONSTRAINT_EXCLUSION:
		break;
	}
}

static void put_member_constraints(struct model_writer *w, const struct table *table,
	const struct column *column, enum constraint_kind kind)
{
	list_each (struct constraint **, each, &table->constraints) {
		if ((*each)->type == kind && mentions_column(*each, column) &&
			model_said_by_members(w, table, *each))
			put_member_constraint(w, *each);
	}
}

/* Members. */

static void put_type_words(struct model_writer *w, const struct column *column, const char *serial)
{
	const char *type = serial ? serial : column->type.text;
	if (!column->c.sql || strcmp(column->c.sql, type) != 0)
		model_word_sql(w, NEXT "DB_TYPE", type);
	if (column->collation)
		model_word_sql(w, NEXT "DB_COLLATE", column->collation);
}

static bool in_primary_key(const struct table *table, const struct column *column)
{
	const struct constraint *key = table_primary_key(table);
	return key && mentions_column(key, column);
}

/* By value is NOT NULL, a pointer may be NULL, a key never is. */
static void put_null_word(
	struct model_writer *w, const struct table *table, const struct column *column)
{
	bool said = !column->c.pointer || in_primary_key(table, column) ||
		    column->identity != IDENTITY_NONE || model_serial(w, table, column);
	if (said != column->not_null)
		text_put(w->text, column->not_null ? NEXT "DB_NOT_NULL" : NEXT "DB_NULL");
}

static void put_identity_word(struct model_writer *w, const struct column *column)
{
	if (column->identity != IDENTITY_NONE)
		text_put(w->text, column->identity == IDENTITY_ALWAYS ? NEXT "DB_IDENTITY_ALWAYS"
								      : NEXT "DB_IDENTITY");
	if (!column->identity_options.type)
		return;
	struct text sql = {0};
	model_sequence_options(&sql, &column->identity_options, column->type.base);
	const char *options = text_take(&sql, &w->arena);
	model_word_sql(w, NEXT "DB_IDENTITY_OPTIONS", options + (*options == ' '));
}

/* How values are kept, and what ANALYZE is told of them. */
static void put_storage_words(struct model_writer *w, const struct column *column)
{
	struct text parameters = {0};
	if (column->storage)
		text_printf(w->text, NEXT "DB_STORAGE(%s)", column->storage);
	if (column->compression)
		text_printf(w->text, NEXT "DB_COMPRESSION(%s)", column->compression);
	if (column->statistics)
		text_printf(w->text, NEXT "DB_STATISTICS_TARGET(\"%d\")", column->statistics - 1);
	parameters_put(&parameters, &column->parameters);
	if (parameters.length)
		model_word_sql(w, NEXT "DB_WITH", text_string(&parameters));
	text_finish(&parameters);
}

static void put_expression_word(
	struct model_writer *w, const char *word, const struct expression *expression)
{
	if (expression->sql)
		model_word_sql(w, word, expression->sql);
}

static void put_member_words(
	struct model_writer *w, const struct table *table, const struct column *column)
{
	const char *serial = model_serial(w, table, column);
	if (strcmp(column->member, column->object.name.name) != 0)
		model_word(w, NEXT "DB_COLUMN", column->object.name);
	model_was(w, &column->object, NEXT);
	put_type_words(w, column, serial);
	put_member_constraints(w, table, column, CONSTRAINT_PRIMARY_KEY);
	put_identity_word(w, column);
	put_null_word(w, table, column);
	put_member_constraints(w, table, column, CONSTRAINT_UNIQUE);
	if (!serial)
		put_expression_word(w, NEXT "DB_DEFAULT", &column->default_value);
	put_expression_word(w,
		column->generated_virtual ? NEXT "DB_GENERATED_VIRTUAL" : NEXT "DB_GENERATED",
		&column->generated);
	put_expression_word(w, NEXT "DB_USING", &column->using_value);
	put_member_constraints(w, table, column, CONSTRAINT_CHECK);
	put_member_constraints(w, table, column, CONSTRAINT_FOREIGN_KEY);
	put_storage_words(w, column);
	model_comment_word(w, &column->object, NEXT);
}

/* A column of a view that no C has declared is text. */
static const struct c_type *c_of(const struct column *column)
{
	static const struct c_type text = {.base = "char", .suffix = "", .pointer = true};
	return column->c.base ? &column->c : &text;
}

/* How wide the two columns of a struct are: types with their stars, and declared names. */
struct widths {
	int type, member;
};

static struct widths measure(struct model_writer *w, const struct columns *columns)
{
	struct widths widths = {0};
	list_each (struct column **, each, columns) {
		const struct c_type *c = c_of(*each);
		widths.type = model_wider(widths.type, strlen(model_c_base(w, c)) + c->pointer);
		widths.member =
			model_wider(widths.member, strlen((*each)->member) + strlen(c->suffix));
	}
	return widths;
}

static int text_width(const char *string, size_t length)
{
	int width = 0;
	for (size_t i = 0; i < length; i++)
		width += ((unsigned char)string[i] & 0xc0) != 0x80;
	return width;
}

/* Words as they come, the first one after a gap, on more lines when they do not fit. */
static void put_words(struct text *text, const char *words, int gap, int used)
{
	while (*words) {
		size_t length = strcspn(++words, NEXT);
		int width = text_width(words, length);
		bool fits = used + 1 + width < LINE_WIDTH; /* and the semicolon */
		if (fits)
			text_printf(text, "%*s", gap + 1, "");
		else
			text_put(text, "\n\t\t");
		if (2 * TAB + width < LINE_WIDTH)
			text_put_n(text, words, length);
		else
			model_folded(text, words, length, "\t\t\t");
		used = (fits ? used + 1 : 2 * TAB) + width;
		gap = 0;
		words += length;
	}
}

/* Of a composite type, and of a view, whose types are its query's business. */
static void put_attribute_words(struct model_writer *w, const struct column *column, bool type)
{
	if (strcmp(column->member, column->object.name.name) != 0)
		model_word(w, NEXT "DB_COLUMN", column->object.name);
	model_was(w, &column->object, NEXT);
	if (type)
		put_type_words(w, column, NULL);
	model_comment_word(w, &column->object, NEXT);
}

/* A line: type, name, annotations, each beginning where its neighbours' do. */
static void put_member(struct model_writer *w, const struct object *owner,
	const struct column *column, struct widths widths)
{
	const struct c_type *c = c_of(column);
	model_doc_comment(w, &column->object, "\t");
	text_printf(w->text, "\t%-*s %s", widths.type - c->pointer, model_c_base(w, c),
		c->pointer ? "*" : "");
	size_t name = w->text->length;
	text_printf(w->text, "%s%s", column->member, c->suffix);
	size_t end = w->text->length;
	if (owner->kind == OBJECT_TABLE)
		put_member_words(w, (const struct table *)owner, column);
	else
		put_attribute_words(w, column, owner->kind == OBJECT_COMPOSITE);
	if (w->text->length > end) {
		const char *words = arena_strdup(&w->arena, text_string(w->text) + end);
		text_cut(w->text, end);
		put_words(w->text, words, widths.member - (int)(end - name),
			TAB + widths.type + 1 + widths.member);
	}
	text_put(w->text, ";\n");
}

void model_members(
	struct model_writer *w, const struct object *owner, const struct columns *columns)
{
	struct widths widths = measure(w, columns);
	list_each (struct column **, each, columns)
		put_member(w, owner, *each, widths);
	if (columns->count == 0) /* which C does not allow */
		text_printf(w->text, "\tchar no_%s DB_IGNORE;\n",
			owner->kind == OBJECT_COMPOSITE ? "attributes" : "columns");
}
