/* A schema as annotated C: what a person would have written to get it. Only what the C declaration
 * does not say already becomes an annotation, and names that PostgreSQL would choose by itself stay
 * unsaid; reading the result gives an equal schema. */
#include "write/models.h"

#include "schema/names.h"
#include "schema/sql.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* What the functions below share. */
struct writer {
	struct text *text;
	struct arena arena;
	const struct schema *schema;
	const char *suffix;
};

/* Names and annotations. */

static bool is_c_name(const char *name, size_t length)
{
	if (length == 0 || isdigit((unsigned char)name[0]))
		return false;
	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)name[i];
		if (c >= 0x80 || (!isalnum(c) && c != '_'))
			return false;
	}
	return true;
}

void write_model_name(struct text *text, const char *name)
{
	if (is_c_name(name, strlen(name)))
		text_put(text, name);
	else
		text_put_c_string(text, name);
}

void write_model_qualified(struct text *text, struct qualified name)
{
	if (name.schema) {
		write_model_name(text, name.schema);
		text_put_char(text, '.');
	}
	write_model_name(text, name.name);
}

/* DB_WORD(name) */
static void put_word(struct writer *w, const char *word, struct qualified name)
{
	text_printf(w->text, "%s(", word);
	write_model_qualified(w->text, name);
	text_put_char(w->text, ')');
}

/* DB_WORD("sql") */
static void put_word_sql(struct writer *w, const char *word, const char *sql)
{
	text_printf(w->text, "%s(", word);
	text_put_c_string(w->text, sql);
	text_put_char(w->text, ')');
}

/* DB_WORD(name, "sql"), or DB_WORD(name) when there is nothing more to say. */
static void put_word_name_sql(
	struct writer *w, const char *word, struct qualified name, const char *sql)
{
	text_printf(w->text, "%s(", word);
	write_model_qualified(w->text, name);
	if (*sql) {
		text_put(w->text, ", ");
		text_put_c_string(w->text, sql);
	}
	text_put_char(w->text, ')');
}

/* The old name is "name" or "schema.name" as it was written. */
static void put_was(struct writer *w, const struct object *object, const char *before)
{
	if (!object->was)
		return;
	size_t length = strlen(object->was), first = strcspn(object->was, ".");
	bool bare = is_c_name(object->was, first) &&
		    (first == length || is_c_name(object->was + first + 1, length - first - 1));
	text_printf(w->text, "%sDB_WAS(", before);
	if (bare)
		text_put(w->text, object->was);
	else
		text_put_c_string(w->text, object->was);
	text_put_char(w->text, ')');
}

/* Whether a block comment holds the text and its reader gets it back as it is. */
static bool fits_doc_comment(const char *comment)
{
	return *comment && !strstr(comment, "*/") && !strstr(comment, "/*") &&
	       !strpbrk(comment, "\n\r\t\\") && comment[0] != ' ' && comment[0] != '*' &&
	       comment[strlen(comment) - 1] != ' ' && comment[strlen(comment) - 1] != '*';
}

static void put_doc_comment(struct writer *w, const struct object *object, const char *indent)
{
	if (object->comment && fits_doc_comment(object->comment))
		text_printf(w->text, "%s/** %s */\n", indent, object->comment);
}

/* What a doc comment cannot hold. */
static void put_comment_word(struct writer *w, const struct object *object, const char *before)
{
	if (!object->comment || fits_doc_comment(object->comment))
		return;
	text_put(w->text, before);
	put_word_sql(w, "DB_COMMENT", object->comment);
}

/* C types. */

/* What C names of an object carry: an older revision's are those of its own header. */
static const char *suffix_of(struct writer *w, const struct object *object)
{
	return object->revision ? arena_printf(&w->arena, "_%s", object->revision) : w->suffix;
}

static const char *c_base(struct writer *w, const struct c_type *c)
{
	if (!c->model.name)
		return c->base;
	const struct enum_type *type = schema_find(w->schema, OBJECT_ENUM, c->model);
	if (type && type->tag)
		return arena_printf(&w->arena, "enum %s%s", type->tag, suffix_of(w, &type->object));
	const struct domain *domain = schema_find(w->schema, OBJECT_DOMAIN, c->model);
	if (domain && domain->typedef_name)
		return arena_printf(
			&w->arena, "%s%s", domain->typedef_name, suffix_of(w, &domain->object));
	return c->base;
}

/* Constraints: which are said at a column. */

static bool has_name(const struct constraint *constraint, const char *name)
{
	return strcmp(constraint->object.name.name, name) == 0;
}

static const char *default_name(struct writer *w, const struct table *table,
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

static bool is_key_of(struct writer *w, const struct constraint *constraint, const char *words)
{
	const char *definition = arena_printf(
		&w->arena, "%s (%s)", words, sql_identifiers(&w->arena, &constraint->columns));
	return strcmp(constraint->definition, definition) == 0;
}

/* "credit >= 0" of "CHECK (credit >= 0)"; NULL when there is more to it. */
static const char *check_expression(struct writer *w, const struct constraint *constraint)
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
static const char *reference_rest(struct writer *w, const struct constraint *constraint)
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
static bool said_by_members(
	struct writer *w, const struct table *table, const struct constraint *constraint)
{
	if (constraint->object.comment || constraint->object.was || constraint->columns.count == 0)
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

static void put_reference(struct writer *w, const struct constraint *constraint)
{
	const char *rest = reference_rest(w, constraint);
	text_put(w->text, " DB_REFERENCES(");
	write_model_qualified(w->text, constraint->references);
	text_put(w->text, ", ");
	write_model_name(w->text, constraint->referenced.items[0]);
	if (*rest) {
		text_put(w->text, ", ");
		text_put_c_string(w->text, rest);
	}
	text_put_char(w->text, ')');
}

static void put_member_constraint(struct writer *w, const struct constraint *constraint)
{
	switch (constraint->type) {
	case CONSTRAINT_PRIMARY_KEY:
		text_put(w->text, " DB_PRIMARY_KEY");
		break;
	case CONSTRAINT_UNIQUE:
		text_put(w->text, " DB_UNIQUE");
		break;
	case CONSTRAINT_CHECK:
		put_word_sql(w, " DB_CHECK", check_expression(w, constraint));
		break;
	case CONSTRAINT_FOREIGN_KEY:
		put_reference(w, constraint);
		break;
	case CONSTRAINT_EXCLUSION:
		break;
	}
}

static void put_member_constraints(struct writer *w, const struct table *table,
	const struct column *column, enum constraint_kind kind)
{
	list_each (struct constraint **, each, &table->constraints) {
		if ((*each)->type == kind && mentions_column(*each, column) &&
			said_by_members(w, table, *each))
			put_member_constraint(w, *each);
	}
}

/* Members. */

static void put_type_words(struct writer *w, const struct column *column)
{
	if (!column->c.sql || strcmp(column->c.sql, column->type.text) != 0)
		put_word_sql(w, " DB_TYPE", column->type.text);
	if (column->collation)
		put_word_sql(w, " DB_COLLATE", column->collation);
}

static bool in_primary_key(const struct table *table, const struct column *column)
{
	const struct constraint *key = table_primary_key(table);
	return key && mentions_column(key, column);
}

/* By value is NOT NULL, a pointer may be NULL, a key never is. */
static void put_null_word(struct writer *w, const struct table *table, const struct column *column)
{
	bool said = !column->c.pointer || in_primary_key(table, column) ||
		    column->identity != IDENTITY_NONE;
	if (said != column->not_null)
		text_put(w->text, column->not_null ? " DB_NOT_NULL" : " DB_NULL");
}

static void put_identity_word(struct writer *w, const struct column *column)
{
	if (column->identity != IDENTITY_NONE)
		text_put(w->text, column->identity == IDENTITY_ALWAYS ? " DB_IDENTITY_ALWAYS"
								      : " DB_IDENTITY");
}

static void put_expression_word(
	struct writer *w, const char *word, const struct expression *expression)
{
	if (expression->sql)
		put_word_sql(w, word, expression->sql);
}

static void put_member_words(
	struct writer *w, const struct table *table, const struct column *column)
{
	if (strcmp(column->member, column->object.name.name) != 0)
		put_word(w, " DB_COLUMN", column->object.name);
	put_was(w, &column->object, " ");
	put_type_words(w, column);
	put_member_constraints(w, table, column, CONSTRAINT_PRIMARY_KEY);
	put_identity_word(w, column);
	put_null_word(w, table, column);
	put_member_constraints(w, table, column, CONSTRAINT_UNIQUE);
	put_expression_word(w, " DB_DEFAULT", &column->default_value);
	put_expression_word(w, " DB_GENERATED", &column->generated);
	put_expression_word(w, " DB_USING", &column->using_value);
	put_member_constraints(w, table, column, CONSTRAINT_CHECK);
	put_member_constraints(w, table, column, CONSTRAINT_FOREIGN_KEY);
	put_comment_word(w, &column->object, " ");
}

/* How wide the two columns of a struct are: types with their stars, and declared names. */
struct widths {
	int type, member;
};

static int wider(int width, size_t length)
{
	return (int)length > width ? (int)length : width;
}

static struct widths measure(struct writer *w, const struct table *table)
{
	struct widths widths = {0};
	list_each (struct column **, each, &table->columns) {
		const struct c_type *c = &(*each)->c;
		widths.type = wider(widths.type, strlen(c_base(w, c)) + c->pointer);
		widths.member = wider(widths.member, strlen((*each)->member) + strlen(c->suffix));
	}
	return widths;
}

/* A line: type, name, annotations, each beginning where its neighbours' do. */
static void put_member(struct writer *w, const struct table *table, const struct column *column,
	struct widths widths)
{
	const struct c_type *c = &column->c;
	put_doc_comment(w, &column->object, "\t");
	text_printf(w->text, "\t%-*s %s", widths.type - c->pointer, c_base(w, c),
		c->pointer ? "*" : "");
	size_t start = w->text->length;
	text_printf(w->text, "%s%s", column->member, c->suffix);
	size_t name = w->text->length;
	text_printf(w->text, "%*s", widths.member - (int)(name - start), "");
	size_t words = w->text->length;
	put_member_words(w, table, column);
	if (w->text->length == words)
		text_cut(w->text, name); /* nothing to line up */
	text_put(w->text, ";\n");
}

/* Tables. */

static void put_constraints_after(struct writer *w, const struct table *table)
{
	list_each (struct constraint **, each, &table->constraints) {
		if (said_by_members(w, table, *each))
			continue;
		put_word_name_sql(
			w, "\n\tDB_CONSTRAINT", (*each)->object.name, (*each)->definition);
	}
}

static void put_indexes(struct writer *w, const struct table *table)
{
	list_each (struct index **, each, &table->indexes) {
		put_word_name_sql(w, (*each)->unique ? "\n\tDB_UNIQUE_INDEX" : "\n\tDB_INDEX",
			(*each)->object.name, (*each)->definition);
	}
}

static void put_table(struct writer *w, const struct table *table)
{
	struct widths widths = measure(w, table);
	put_doc_comment(w, &table->object, "");
	text_printf(w->text, "struct %s%s {\n", table->tag, suffix_of(w, &table->object));
	list_each (struct column **, each, &table->columns)
		put_member(w, table, *each, widths);
	if (table->columns.count == 0) /* which C does not allow */
		text_put(w->text, "\tchar no_columns DB_IGNORE;\n");
	put_word(w, "} DB_TABLE", table->object.name);
	put_was(w, &table->object, "\n\t");
	put_indexes(w, table);
	put_constraints_after(w, table);
	put_comment_word(w, &table->object, "\n\t");
	text_put(w->text, ";\n");
}

/* Types. */

/* The label that an enumerator has when none is given is the reader's business: each is spelt
 * out, so that the enumerators' common prefix may change. */
static void put_label(
	struct writer *w, const struct enum_type *type, const struct label *label, int width)
{
	const char *suffix = suffix_of(w, &type->object);
	text_printf(w->text, "\t%s%s%*s ", label->enumerator, suffix,
		width - (int)strlen(label->enumerator), "");
	put_word_sql(w, "DB_LABEL", label->object.name.name);
	put_was(w, &label->object, " ");
	text_put(w->text, ",\n");
}

static void put_enum(struct writer *w, const struct enum_type *type)
{
	int width = 0;
	list_each (struct label **, each, &type->labels)
		width = wider(width, strlen((*each)->enumerator));
	put_doc_comment(w, &type->object, "");
	text_printf(w->text, "enum %s%s {\n", type->tag, suffix_of(w, &type->object));
	list_each (struct label **, each, &type->labels)
		put_label(w, type, *each, width);
	put_word(w, "} DB_ENUM", type->object.name);
	put_was(w, &type->object, " ");
	put_comment_word(w, &type->object, " ");
	text_put(w->text, ";\n");
}

/* What follows CREATE DOMAIN name AS. */
static const char *domain_definition(struct writer *w, const struct domain *domain)
{
	struct text sql = {0};
	text_put(&sql, domain->base.text);
	if (domain->collation)
		text_printf(&sql, " COLLATE %s", domain->collation);
	if (domain->default_value.sql)
		text_printf(&sql, " DEFAULT %s", domain->default_value.sql);
	if (domain->not_null)
		text_put(&sql, " NOT NULL");
	list_each (struct constraint **, each, &domain->checks)
		text_printf(&sql, " CONSTRAINT %s %s",
			sql_identifier(&w->arena, (*each)->object.name.name), (*each)->definition);
	return text_take(&sql, &w->arena);
}

static void put_domain(struct writer *w, const struct domain *domain)
{
	const struct c_type *c = &domain->c;
	put_doc_comment(w, &domain->object, "");
	text_printf(w->text, "typedef %s %s%s%s%s ", c_base(w, c), c->pointer ? "*" : "",
		domain->typedef_name, suffix_of(w, &domain->object), c->suffix);
	put_word_name_sql(w, "DB_DOMAIN", domain->object.name, domain_definition(w, domain));
	put_was(w, &domain->object, " ");
	put_comment_word(w, &domain->object, " ");
	text_put(w->text, ";\n");
}

/* Other objects, each a line of its own. */

static void put_schema(struct writer *w, const struct namespace *namespace)
{
	put_word(w, "DB_SCHEMA", namespace->object.name);
	text_put(w->text, ";\n");
}

static void put_extension(struct writer *w, const struct extension *extension)
{
	struct text options = {0};
	struct qualified name = {.name = extension->object.name.name};
	if (extension->object.name.schema)
		text_printf(&options, "SCHEMA %s",
			sql_identifier(&w->arena, extension->object.name.schema));
	if (extension->version)
		text_printf(&options, "%sVERSION %s", options.length ? " " : "",
			sql_literal(&w->arena, extension->version));
	put_word_name_sql(w, "DB_EXTENSION", name, text_string(&options));
	text_put(w->text, ";\n");
	text_finish(&options);
}

static void sequence_limits(const char *type, long long *lowest, long long *highest)
{
	bool small = strcmp(type, "smallint") == 0, medium = strcmp(type, "integer") == 0;
	*lowest = small ? INT16_MIN : medium ? INT32_MIN : INT64_MIN;
	*highest = small ? INT16_MAX : medium ? INT32_MAX : INT64_MAX;
}

/* The options that differ from PostgreSQL's defaults, each with a space before it. */
static void put_sequence_options(struct text *sql, const struct sequence *sequence)
{
	long long lowest, highest;
	sequence_limits(sequence->type, &lowest, &highest);
	bool up = sequence->increment > 0;
	if (strcmp(sequence->type, "bigint") != 0)
		text_printf(sql, " AS %s", sequence->type);
	if (sequence->increment != 1)
		text_printf(sql, " INCREMENT BY %lld", sequence->increment);
	if (sequence->minimum != (up ? 1 : lowest))
		text_printf(sql, " MINVALUE %lld", sequence->minimum);
	if (sequence->maximum != (up ? highest : -1))
		text_printf(sql, " MAXVALUE %lld", sequence->maximum);
	if (sequence->start != (up ? sequence->minimum : sequence->maximum))
		text_printf(sql, " START WITH %lld", sequence->start);
	if (sequence->cache != 1)
		text_printf(sql, " CACHE %lld", sequence->cache);
	if (sequence->cycle)
		text_put(sql, " CYCLE");
}

static void put_sequence(struct writer *w, const struct sequence *sequence)
{
	struct text sql = {0};
	put_sequence_options(&sql, sequence);
	if (sequence->owner_table.name)
		text_printf(&sql, " OWNED BY %s.%s",
			sql_qualified(&w->arena, sequence->owner_table),
			sql_identifier(&w->arena, sequence->owner_column));
	const char *options = text_take(&sql, &w->arena);
	put_doc_comment(w, &sequence->object, "");
	put_word_name_sql(w, "DB_SEQUENCE", sequence->object.name, options + (*options == ' '));
	put_was(w, &sequence->object, " ");
	text_put(w->text, ";\n");
}

static void put_object(struct writer *w, const struct object *object)
{
	switch (object->kind) {
	case OBJECT_SCHEMA:
		put_schema(w, (const struct namespace *)object);
		break;
	case OBJECT_EXTENSION:
		put_extension(w, (const struct extension *)object);
		break;
	case OBJECT_ENUM:
		put_enum(w, (const struct enum_type *)object);
		break;
	case OBJECT_DOMAIN:
		put_domain(w, (const struct domain *)object);
		break;
	case OBJECT_SEQUENCE:
		put_sequence(w, (const struct sequence *)object);
		break;
	case OBJECT_TABLE:
		put_table(w, (const struct table *)object);
		break;
	case OBJECT_COLUMN:
	case OBJECT_CONSTRAINT:
	case OBJECT_INDEX:
	case OBJECT_LABEL:
		break; /* written with what they stand in */
	}
}

/* One-liners of a kind stand together, whatever has braces stands alone. */
static bool stands_alone(const struct object *object)
{
	return object->kind == OBJECT_ENUM || object->kind == OBJECT_TABLE;
}

void write_models(struct text *text, const struct object_list *objects, const struct schema *schema,
	const char *suffix)
{
	struct writer w = {.text = text, .schema = schema, .suffix = suffix};
	arena_init(&w.arena);
	const struct object *last = NULL;
	list_each (const struct object **, each, objects) {
		if (last && (last->kind != (*each)->kind || stands_alone(*each)))
			text_put(text, "\n");
		put_object(&w, *each);
		last = *each;
	}
	arena_finish(&w.arena);
}

/* What objects need from elsewhere. */

static void need_revision(struct arena *arena, struct model_needs *needs, const char *revision)
{
	for (size_t i = 0; i < needs->revisions.count; i++) {
		if (strcmp(needs->revisions.items[i], revision) == 0)
			return;
	}
	list_push(arena, &needs->revisions, revision);
}

static void need_type(struct arena *arena, const struct schema *schema, const struct c_type *c,
	struct model_needs *needs)
{
	if (strcmp(c->base, "time_t") == 0 || strcmp(c->base, "struct timespec") == 0)
		needs->time = true;
	if (!c->model.name)
		return;
	const struct object *type = schema_find(schema, OBJECT_ENUM, c->model);
	if (!type)
		type = schema_find(schema, OBJECT_DOMAIN, c->model);
	if (type && type->revision)
		need_revision(arena, needs, type->revision);
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void write_model_needs(struct arena *arena, const struct object_list *objects,
	const struct schema *schema, struct model_needs *needs)
{
	list_each (const struct object **, each, objects) {
		if ((*each)->kind == OBJECT_DOMAIN)
			need_type(arena, schema, &((const struct domain *)*each)->c, needs);
		if ((*each)->kind != OBJECT_TABLE)
			continue;
		const struct table *table = (const struct table *)*each;
		list_each (struct column **, column, &table->columns)
			need_type(arena, schema, &(*column)->c, needs);
	}
	if (needs->revisions.count)
		qsort(needs->revisions.items, needs->revisions.count, sizeof(const char *),
			compare_names);
}
