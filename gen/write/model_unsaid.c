/* What annotated C need not say, because whoever reads it again comes to it by himself: names that
 * PostgreSQL would choose, serial columns, labels. */
#include "write/models.h"

#include "schema/names.h"
#include "schema/sql.h"

#include <stdint.h>
#include <string.h>

/* Names that PostgreSQL would choose. A name that two objects of a schema have (a check and another
 * table's foreign key may share one) is said by both: who reads them chooses another for one. */

static void note_name(struct model_writer *w, const char *schema, const char *name)
{
	const char *key = schema_key(&w->arena, (struct qualified){.schema = schema, .name = name});
	struct map *names = map_get(&w->names, key) ? &w->shared_names : &w->names;
	map_put(&w->arena, names, key, w);
}

void model_note_names(struct model_writer *w)
{
	const struct schema *schema = w->schema;
	list_each (struct sequence **, each, &schema->sequences)
		note_name(w, (*each)->object.name.schema, (*each)->object.name.name);
	list_each (struct view **, each, &schema->views) {
		note_name(w, (*each)->object.name.schema, (*each)->object.name.name);
		list_each (struct index **, index, &(*each)->indexes)
			note_name(w, (*each)->object.name.schema, (*index)->object.name.name);
	}
	list_each (struct table **, each, &schema->tables) {
		const char *in = (*each)->object.name.schema;
		note_name(w, in, (*each)->object.name.name);
		list_each (struct index **, index, &(*each)->indexes)
			note_name(w, in, (*index)->object.name.name);
		list_each (struct constraint **, constraint, &(*each)->constraints)
			note_name(w, in, (*constraint)->object.name.name);
	}
}

bool model_name_is_shared(struct model_writer *w, const char *schema, const char *name)
{
	struct qualified wanted = {.schema = schema, .name = name};
	return w->shared_names.count && map_get(&w->shared_names, schema_key(&w->arena, wanted));
}

bool model_check_is_unnamed(struct model_writer *w, const struct domain *domain)
{
	return domain->checks.count == 1 &&
	       strcmp(domain->checks.items[0]->object.name.name,
		       name_make(&w->arena, domain->object.name.name, NULL, "check")) == 0;
}

/* Serial columns, in a program's header: what DB_TYPE("serial") makes is exactly what is there. */

static long long highest(const char *type)
{
	return strcmp(type, "smallint") == 0  ? INT16_MAX
	       : strcmp(type, "integer") == 0 ? INT32_MAX
					      : INT64_MAX;
}

static bool counts_as_serial(const struct sequence *sequence, const char *type)
{
	const struct sequence_options *options = &sequence->options;
	return options->type && strcmp(options->type, type) == 0 && options->start == 1 &&
	       options->increment == 1 && options->minimum == 1 &&
	       options->maximum == highest(type) && options->cache == 1 && !options->cycle;
}

const char *model_serial(
	struct model_writer *w, const struct table *table, const struct column *column)
{
	const char *type = column->type.text;
	const char *word = strcmp(type, "integer") == 0    ? "serial"
			   : strcmp(type, "bigint") == 0   ? "bigserial"
			   : strcmp(type, "smallint") == 0 ? "smallserial"
							   : NULL;
	if (!w->program || !word || !column->not_null || !column->default_value.sql)
		return NULL;
	struct qualified name = {.schema = table->object.name.schema,
		.name = name_make(
			&w->arena, table->object.name.name, column->object.name.name, "seq")};
	const struct sequence *sequence = schema_find(w->schema, OBJECT_SEQUENCE, name);
	const char *next = arena_printf(
		&w->arena, "nextval(%s)", sql_literal(&w->arena, sql_qualified(&w->arena, name)));
	bool owned = sequence && qualified_equal(sequence->owner_table, table->object.name) &&
		     strcmp(sequence->owner_column, column->object.name.name) == 0;
	bool silent = owned && !sequence->object.comment && !sequence->object.was;
	return silent && counts_as_serial(sequence, type) &&
			       strcmp(column->default_value.sql, next) == 0
		       ? word
		       : NULL;
}

bool model_is_serial_sequence(struct model_writer *w, const struct sequence *sequence)
{
	if (!w->program || !sequence->owner_table.name)
		return false;
	const struct table *table = schema_find(w->schema, OBJECT_TABLE, sequence->owner_table);
	const struct column *column = table ? table_column(table, sequence->owner_column) : NULL;
	const char *name = column ? name_make(&w->arena, table->object.name.name,
					    column->object.name.name, "seq")
				  : NULL;
	return name && strcmp(name, sequence->object.name.name) == 0 &&
	       model_serial(w, table, column);
}

/* Labels, in a program's header. A revision's says each, so that the enumerators' common prefix may
 * change. */
const char *model_unsaid_label(
	struct model_writer *w, const struct enum_type *type, const struct label *label)
{
	if (!w->program)
		return NULL;
	struct names enumerators = {0};
	list_each (struct label **, each, &type->labels)
		list_push(&w->arena, &enumerators, (*each)->enumerator);
	return name_label(&w->arena, label->enumerator, name_enumerator_prefix(&enumerators));
}
