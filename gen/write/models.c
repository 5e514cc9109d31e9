/* A schema as annotated C: what a person would have written to get it. Only what the C declaration
 * does not say already becomes an annotation, and names that PostgreSQL would choose by itself stay
 * unsaid; reading the result gives an equal schema. */
#include "write/models.h"

#include "schema/kinds.h"
#include "schema/sql.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Tables. */

static void put_constraints_after(struct model_writer *w, const struct table *table)
{
	list_each (struct constraint **, each, &table->constraints) {
		if (model_said_by_members(w, table, *each))
			continue;
		model_word_name_sql(w, "\n\tDB_CONSTRAINT", (*each)->object.name,
			arena_printf(&w->arena, "%s%s", (*each)->definition,
				(*each)->not_valid ? " NOT VALID" : ""));
	}
}

void model_comment_on(struct model_writer *w, const struct object *part)
{
	if (part->comment)
		model_word_name_sql(w, "\n\tDB_COMMENT_ON", part->name, part->comment);
}

static void put_comments_on(struct model_writer *w, const struct table *table)
{
	list_each (struct constraint **, each, &table->constraints) {
		model_comment_on(w, &(*each)->object);
		if ((*each)->index_comment)
			model_word_name_sql(w, "\n\tDB_COMMENT_ON_INDEX", (*each)->object.name,
				(*each)->index_comment);
	}
	list_each (struct index **, each, &table->indexes)
		model_comment_on(w, &(*each)->object);
}

static void put_attached_index(struct model_writer *w, const struct index *index)
{
	struct qualified parents = {.name = index->attached_to.name};
	text_put(w->text, "\n\tDB_ATTACHED_INDEX(");
	model_qualified(w->text, index->object.name);
	text_put(w->text, ", ");
	model_qualified(w->text, parents);
	text_put(w->text, ")");
}

static void put_indexes(struct model_writer *w, const struct table *table)
{
	list_each (struct index **, each, &table->indexes) {
		if ((*each)->attached_to.name)
			put_attached_index(w, *each);
		else
			model_word_name_sql(w,
				(*each)->unique ? "\n\tDB_UNIQUE_INDEX" : "\n\tDB_INDEX",
				(*each)->object.name, (*each)->definition);
	}
}

static void put_name_word(struct model_writer *w, const char *word, const char *name)
{
	if (name)
		model_word(w, word, (struct qualified){.name = name});
}

static void put_storage(struct model_writer *w, const struct table *table)
{
	struct text parameters = {0};
	parameters_put(&parameters, &table->parameters);
	text_put(w->text, table->unlogged ? "\n\tDB_UNLOGGED" : "");
	if (table->parameters.count)
		model_word_sql(w, "\n\tDB_WITH", text_string(&parameters));
	text_put(w->text, table->row_security ? "\n\tDB_ROW_SECURITY" : "");
	text_put(w->text, table->force_row_security ? "\n\tDB_FORCE_ROW_SECURITY" : "");
	put_name_word(w, "\n\tDB_ACCESS_METHOD", table->access_method);
	put_name_word(w, "\n\tDB_TABLESPACE", table->tablespace);
	if (table->replica_identity)
		model_word_sql(w, "\n\tDB_REPLICA_IDENTITY", table->replica_identity);
	put_name_word(w, "\n\tDB_CLUSTER_ON", table->clustered_on);
	if (table->partition_by)
		model_word_sql(w, "\n\tDB_PARTITION_BY", table->partition_by);
	text_finish(&parameters);
}

static void put_own(struct model_writer *w, const struct table *table)
{
	list_each (struct column **, own, &table->own) {
		if ((*own)->own_default)
			model_word_name_sql(w, "\n\tDB_OWN_DEFAULT", (*own)->object.name,
				(*own)->default_value.sql ? (*own)->default_value.sql : "NULL");
		if ((*own)->own_not_null)
			model_word(w, "\n\tDB_OWN_NOT_NULL", (*own)->object.name);
	}
}

/* What stands after the brace, or after a partition. */
static void put_table_words(struct model_writer *w, const struct table *table)
{
	list_each (const struct qualified *, parent, &table->inherits)
		model_word(w, "\n\tDB_INHERITS", *parent);
	put_own(w, table);
	put_storage(w, table);
	put_indexes(w, table);
	put_constraints_after(w, table);
	put_comments_on(w, table);
	model_comment_word(w, &table->object, "\n\t");
	text_put(w->text, ";\n");
}

static void put_partition(struct model_writer *w, const struct table *table)
{
	model_doc_comment(w, &table->object, "");
	text_put(w->text, "DB_PARTITION(");
	model_qualified(w->text, table->object.name);
	text_put(w->text, ", ");
	model_qualified(w->text, table->partition_of);
	text_put(w->text, ", ");
	model_sql(w->text, table->bound);
	text_put_char(w->text, ')');
	model_was(w, &table->object, "\n\t");
	put_table_words(w, table);
}

static void put_table(struct model_writer *w, const struct table *table)
{
	if (table->partition_of.name) {
		put_partition(w, table);
		return;
	}
	model_doc_comment(w, &table->object, "");
	text_printf(w->text, "struct %s%s {\n", table->tag, model_suffix(w, &table->object));
	model_members(w, &table->object, &table->columns);
	model_word(w, "} DB_TABLE", table->object.name);
	model_was(w, &table->object, "\n\t");
	put_table_words(w, table);
}

/* Types. */

static void put_label(
	struct model_writer *w, const struct enum_type *type, const struct label *label, int width)
{
	const char *suffix = model_suffix(w, &type->object);
	const char *unsaid = model_unsaid_label(w, type, label);
	text_printf(w->text, "\t%s%s", label->enumerator, suffix);
	if (!unsaid || strcmp(unsaid, label->object.name.name) != 0) {
		text_printf(w->text, "%*s ", width - (int)strlen(label->enumerator), "");
		model_word_sql(w, "DB_LABEL", label->object.name.name);
	}
	model_was(w, &label->object, " ");
	text_put(w->text, ",\n");
}

static void put_enum(struct model_writer *w, const struct enum_type *type)
{
	int width = 0;
	list_each (struct label **, each, &type->labels)
		width = model_wider(width, strlen((*each)->enumerator));
	model_doc_comment(w, &type->object, "");
	text_printf(w->text, "enum %s%s {\n", type->tag, model_suffix(w, &type->object));
	list_each (struct label **, each, &type->labels)
		put_label(w, type, *each, width);
	model_word(w, "} DB_ENUM", type->object.name);
	model_was(w, &type->object, " ");
	model_comment_word(w, &type->object, " ");
	text_put(w->text, ";\n");
}

/* What follows CREATE DOMAIN name AS. */
static const char *domain_definition(struct model_writer *w, const struct domain *domain)
{
	struct text sql = {0};
	text_put(&sql, domain->base.text);
	if (domain->collation)
		text_printf(&sql, " COLLATE %s", domain->collation);
	if (domain->default_value.sql)
		text_printf(&sql, " DEFAULT %s", domain->default_value.sql);
	if (domain->not_null)
		text_put(&sql, " NOT NULL");
	list_each (struct constraint **, each, &domain->checks) {
		if (!model_check_is_unnamed(w, domain))
			text_printf(&sql, " CONSTRAINT %s",
				sql_identifier(&w->arena, (*each)->object.name.name));
		text_printf(&sql, " %s", (*each)->definition);
	}
	return text_take(&sql, &w->arena);
}

static void put_domain(struct model_writer *w, const struct domain *domain)
{
	const struct c_type *c = &domain->c;
	model_doc_comment(w, &domain->object, "");
	text_printf(w->text, "typedef %s %s%s%s%s ", model_c_base(w, c), c->pointer ? "*" : "",
		domain->typedef_name, model_suffix(w, &domain->object), c->suffix);
	model_word_name_sql(w, "DB_DOMAIN", domain->object.name, domain_definition(w, domain));
	model_was(w, &domain->object, " ");
	list_each (struct constraint **, each, &domain->checks)
		model_comment_on(w, &(*each)->object);
	model_comment_word(w, &domain->object, " ");
	text_put(w->text, ";\n");
}

static void put_composite(struct model_writer *w, const struct composite *composite)
{
	model_doc_comment(w, &composite->object, "");
	text_printf(
		w->text, "struct %s%s {\n", composite->tag, model_suffix(w, &composite->object));
	model_members(w, &composite->object, &composite->columns);
	model_word(w, "} DB_COMPOSITE", composite->object.name);
	model_was(w, &composite->object, " ");
	model_comment_word(w, &composite->object, " ");
	text_put(w->text, ";\n");
}

/* Other objects, each a line of its own. */

static void put_schema(struct model_writer *w, const struct namespace *namespace)
{
	model_doc_comment(w, &namespace->object, "");
	model_word(w, "DB_SCHEMA", namespace->object.name);
	model_comment_word(w, &namespace->object, " ");
	text_put(w->text, ";\n");
}

static void put_extension(struct model_writer *w, const struct extension *extension)
{
	struct text options = {0};
	struct qualified name = {.name = extension->object.name.name};
	if (extension->object.name.schema)
		text_printf(&options, "SCHEMA %s",
			sql_identifier(&w->arena, extension->object.name.schema));
	if (extension->version)
		text_printf(&options, "%sVERSION %s", options.length ? " " : "",
			sql_literal(&w->arena, extension->version));
	model_doc_comment(w, &extension->object, "");
	model_word_name_sql(w, "DB_EXTENSION", name, text_string(&options));
	model_comment_word(w, &extension->object, " ");
	text_put(w->text, ";\n");
	text_finish(&options);
}

static void sequence_limits(const char *type, long long *lowest, long long *highest)
{
	bool small = strcmp(type, "smallint") == 0, medium = strcmp(type, "integer") == 0;
	*lowest = small ? INT16_MIN : medium ? INT32_MIN : INT64_MIN;
	*highest = small ? INT16_MAX : medium ? INT32_MAX : INT64_MAX;
}

void model_sequence_options(
	struct text *sql, const struct sequence_options *options, const char *plain_type)
{
	long long lowest, highest;
	sequence_limits(options->type, &lowest, &highest);
	bool up = options->increment > 0;
	if (strcmp(options->type, plain_type) != 0)
		text_printf(sql, " AS %s", options->type);
	if (options->increment != 1)
		text_printf(sql, " INCREMENT BY %lld", options->increment);
	if (options->minimum != (up ? 1 : lowest))
		text_printf(sql, " MINVALUE %lld", options->minimum);
	if (options->maximum != (up ? highest : -1))
		text_printf(sql, " MAXVALUE %lld", options->maximum);
	if (options->start != (up ? options->minimum : options->maximum))
		text_printf(sql, " START WITH %lld", options->start);
	if (options->cache != 1)
		text_printf(sql, " CACHE %lld", options->cache);
	if (options->cycle)
		text_put(sql, " CYCLE");
}

static void put_sequence(struct model_writer *w, const struct sequence *sequence)
{
	struct text sql = {0};
	model_sequence_options(&sql, &sequence->options, "bigint");
	if (sequence->owner_table.name)
		text_printf(&sql, " OWNED BY %s.%s",
			sql_qualified(&w->arena, sequence->owner_table),
			sql_identifier(&w->arena, sequence->owner_column));
	const char *options = text_take(&sql, &w->arena);
	model_doc_comment(w, &sequence->object, "");
	model_word_name_sql(w, "DB_SEQUENCE", sequence->object.name, options + (*options == ' '));
	model_was(w, &sequence->object, " ");
	text_put(w->text, sequence->unlogged ? " DB_UNLOGGED" : "");
	model_comment_word(w, &sequence->object, " ");
	text_put(w->text, ";\n");
}

static void put_object(struct model_writer *w, const struct object *object)
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
	case OBJECT_COMPOSITE:
		put_composite(w, (const struct composite *)object);
		break;
	case OBJECT_SEQUENCE:
		put_sequence(w, (const struct sequence *)object);
		break;
	case OBJECT_TABLE:
		put_table(w, (const struct table *)object);
		break;
	case OBJECT_VIEW:
	case OBJECT_MATERIALIZED_VIEW:
		model_view(w, (const struct view *)object);
		break;
	case OBJECT_FUNCTION:
	case OBJECT_PROCEDURE:
	case OBJECT_AGGREGATE:
	case OBJECT_OPERATOR:
		model_routine(w, (const struct routine *)object);
		break;
	case OBJECT_COLLATION:
	case OBJECT_RANGE:
	case OBJECT_STATISTICS:
	case OBJECT_TRIGGER:
	case OBJECT_POLICY:
	case OBJECT_RULE:
		model_definition(w, (const struct definition *)object);
		break;
	case OBJECT_GRANT:
		model_grant(w, (const struct grant *)object);
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
	return object->kind == OBJECT_ENUM || object->kind == OBJECT_COMPOSITE ||
	       object->kind == OBJECT_TABLE || kind_is_view(object->kind) ||
	       object->kind == OBJECT_FUNCTION || object->kind == OBJECT_PROCEDURE;
}

void model_objects(struct model_writer *w, const struct object_list *objects)
{
	const struct object *last = NULL;
	list_each (const struct object **, each, objects) {
		if (last && (last->kind != (*each)->kind || stands_alone(*each)))
			text_put(w->text, "\n");
		put_object(w, *each);
		last = *each;
	}
}

void write_models(struct text *text, const struct object_list *objects, const struct schema *schema,
	const char *suffix)
{
	struct model_writer w = {.text = text, .schema = schema, .suffix = suffix};
	arena_init(&w.arena);
	model_note_names(&w);
	model_objects(&w, objects);
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
	if (!c->base)
		return;
	if (strcmp(c->base, "time_t") == 0 || strcmp(c->base, "struct timespec") == 0)
		needs->time = true;
	if (!c->model.name)
		return;
	const struct object *type = schema_find(schema, OBJECT_ENUM, c->model);
	if (!type)
		type = schema_find(schema, OBJECT_DOMAIN, c->model);
	if (!type)
		type = schema_find(schema, OBJECT_COMPOSITE, c->model);
	if (type && type->revision)
		need_revision(arena, needs, type->revision);
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void model_needs_of(struct arena *arena, const struct object_list *objects,
	const struct schema *schema, struct model_needs *needs)
{
	list_each (const struct object **, each, objects) {
		if ((*each)->kind == OBJECT_DOMAIN)
			need_type(arena, schema, &((const struct domain *)*each)->c, needs);
		struct objects columns = objects_within(arena, *each, OBJECT_COLUMN);
		list_each (struct object **, column, &columns)
			need_type(arena, schema, &((const struct column *)*column)->c, needs);
	}
	if (needs->revisions.count)
		qsort(needs->revisions.items, needs->revisions.count, sizeof(const char *),
			compare_names);
}
