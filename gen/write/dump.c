/* What lies between two stages, as text: for debugging, for golden tests, and --sql. */
#include "write/write.h"

#include <string.h>

/* The schema: a line an object, what stands within it indented. */

static void put_qualified(struct text *text, struct qualified name)
{
	if (name.schema)
		text_printf(text, "%s.", name.schema);
	text_put(text, name.name);
	text_put(text, name.suffix ? name.suffix : "");
}

static void put_comment(struct text *text, const struct object *object)
{
	if (!object->comment)
		return;
	text_put(text, "  -- ");
	text_put_c_string(text, object->comment);
}

/* "table customers (was clients)  -- "Who buys."" */
static void put_object(struct text *text, const char *indent, const struct object *object)
{
	text_printf(text, "%s%s ", indent, object_kind_name(object->kind));
	put_qualified(text, object->name);
	if (object->was)
		text_printf(text, " (was %s)", object->was);
}

static void put_end(struct text *text, const struct object *object)
{
	put_comment(text, object);
	text_put(text, "\n");
}

static void put_clause(struct text *text, const char *word, const char *sql)
{
	if (sql)
		text_printf(text, " %s %s", word, sql);
}

static void put_parameters(struct text *text, const struct parameters *parameters)
{
	if (!parameters->count)
		return;
	text_put(text, " with (");
	parameters_put(text, parameters);
	text_put(text, ")");
}

static void put_sequence_options(struct text *text, const struct sequence_options *options)
{
	if (options->type)
		text_printf(text,
			" %s start %lld increment %lld minimum %lld maximum %lld cache %lld%s",
			options->type, options->start, options->increment, options->minimum,
			options->maximum, options->cache, options->cycle ? " cycle" : "");
}

static void put_column(struct text *text, const struct column *column)
{
	put_object(text, "\t", &column->object);
	text_printf(text, " %s", column->type.text);
	put_clause(text, "collate", column->collation);
	text_put(text, column->not_null ? " not null" : "");
	if (column->identity != IDENTITY_NONE)
		text_put(text, column->identity == IDENTITY_ALWAYS ? " identity always"
								   : " identity by default");
	put_sequence_options(text, &column->identity_options);
	put_clause(text, "default", column->default_value.sql);
	put_clause(text, column->generated_virtual ? "generated virtual" : "generated",
		column->generated.sql);
	put_clause(text, "storage", column->storage);
	put_clause(text, "compression", column->compression);
	if (column->statistics)
		text_printf(text, " statistics %d", column->statistics - 1);
	put_parameters(text, &column->parameters);
	put_clause(text, "using", column->using_value.sql);
	put_end(text, &column->object);
}

static void put_named(struct text *text, const char *word, struct qualified name)
{
	if (!name.name)
		return;
	text_printf(text, " %s ", word);
	put_qualified(text, name);
}

static void put_table_words(struct text *text, const struct table *table)
{
	put_named(text, "partition of", table->partition_of);
	put_clause(text, "bound", table->bound);
	put_clause(text, "partition by", table->partition_by);
	list_each (const struct qualified *, parent, &table->inherits)
		put_named(text, "inherits", *parent);
	text_put(text, table->unlogged ? " unlogged" : "");
	text_put(text, table->row_security ? " row security" : "");
	text_put(text, table->force_row_security ? " force row security" : "");
	put_clause(text, "using", table->access_method);
	put_clause(text, "tablespace", table->tablespace);
	put_clause(text, "replica identity", table->replica_identity);
	put_clause(text, "clustered on", table->clustered_on);
	put_parameters(text, &table->parameters);
}

static void put_index(struct text *text, const struct index *index)
{
	put_object(text, "\t", &index->object);
	text_printf(text, "%s %s", index->unique ? " unique" : "", index->definition);
	put_named(text, "attached to", index->attached_to);
	put_end(text, &index->object);
}

static void put_table(struct text *text, const struct table *table)
{
	put_object(text, "", &table->object);
	put_table_words(text, table);
	put_end(text, &table->object);
	list_each (struct column **, each, &table->columns)
		put_column(text, *each);
	list_each (struct column **, each, &table->own) {
		text_printf(text, "\town %s", (*each)->object.name.name);
		if ((*each)->own_default)
			text_printf(text, " default %s",
				(*each)->default_value.sql ? (*each)->default_value.sql : "none");
		text_put(text, (*each)->own_not_null ? " not null\n" : "\n");
	}
	list_each (struct constraint **, each, &table->constraints) {
		put_object(text, "\t", &(*each)->object);
		text_printf(
			text, " %s%s", (*each)->definition, (*each)->not_valid ? " not valid" : "");
		put_end(text, &(*each)->object);
	}
	list_each (struct index **, each, &table->indexes)
		put_index(text, *each);
}

static void put_enum(struct text *text, const struct enum_type *type)
{
	put_object(text, "", &type->object);
	put_end(text, &type->object);
	list_each (struct label **, each, &type->labels) {
		put_object(text, "\t", &(*each)->object);
		put_end(text, &(*each)->object);
	}
}

static void put_domain(struct text *text, const struct domain *domain)
{
	put_object(text, "", &domain->object);
	text_printf(text, " %s", domain->base.text);
	put_clause(text, "collate", domain->collation);
	text_put(text, domain->not_null ? " not null" : "");
	put_clause(text, "default", domain->default_value.sql);
	put_end(text, &domain->object);
	list_each (struct constraint **, each, &domain->checks) {
		put_object(text, "\t", &(*each)->object);
		text_printf(text, " %s", (*each)->definition);
		put_end(text, &(*each)->object);
	}
}

static void put_sequence(struct text *text, const struct sequence *sequence)
{
	put_object(text, "", &sequence->object);
	put_sequence_options(text, &sequence->options);
	text_put(text, sequence->unlogged ? " unlogged" : "");
	if (sequence->owner_table.name) {
		text_put(text, " owned by ");
		put_qualified(text, sequence->owner_table);
		text_printf(text, ".%s", sequence->owner_column);
	}
	put_end(text, &sequence->object);
}

static void put_composite(struct text *text, const struct composite *composite)
{
	put_object(text, "", &composite->object);
	put_end(text, &composite->object);
	list_each (struct column **, each, &composite->columns)
		put_column(text, *each);
}

/* Text of several lines, each indented. */
static void put_lines(struct text *text, const char *lines)
{
	while (*lines) {
		size_t length = strcspn(lines, "\n");
		text_put(text, "\t");
		text_put_n(text, lines, length);
		text_put(text, "\n");
		lines += length + (lines[length] == '\n');
	}
}

static void put_view(struct text *text, const struct view *view)
{
	put_object(text, "", &view->object);
	put_parameters(text, &view->parameters);
	put_clause(text, "using", view->access_method);
	put_clause(text, "tablespace", view->tablespace);
	text_put(text, view->no_data ? " with no data" : "");
	put_end(text, &view->object);
	put_lines(text, view->query);
	list_each (struct column **, each, &view->columns) {
		put_object(text, "\t", &(*each)->object);
		put_end(text, &(*each)->object);
	}
	list_each (struct index **, each, &view->indexes)
		put_index(text, *each);
}

static void put_routine(struct text *text, const struct routine *routine)
{
	put_object(text, "", &routine->object);
	put_end(text, &routine->object);
	put_lines(text, routine->definition);
}

static void put_definition(struct text *text, const struct definition *definition)
{
	static const char *const enabled[] = {
		[ENABLED_ORIGIN] = "",
		[ENABLED_DISABLED] = " disabled",
		[ENABLED_REPLICA] = " replica",
		[ENABLED_ALWAYS] = " always",
	};
	put_object(text, "", &definition->object);
	text_put(text, definition->constraint ? " constraint" : "");
	text_put(text, enabled[definition->enabled]);
	if (definition->statistics)
		text_printf(text, " target %d", definition->statistics - 1);
	text_printf(text, ": %s", definition->definition);
	put_end(text, &definition->object);
}

static void put_grant(struct text *text, const struct grant *grant)
{
	put_object(text, "", &grant->object);
	text_put(text, ": ");
	privileges_put(text, &grant->privileges);
	put_end(text, &grant->object);
}

void write_schema_dump(struct text *text, const struct schema *schema)
{
	list_each (struct namespace **, each, &schema->namespaces) {
		put_object(text, "", &(*each)->object);
		put_end(text, &(*each)->object);
	}
	list_each (struct extension **, each, &schema->extensions) {
		put_object(text, "", &(*each)->object);
		put_clause(text, "version", (*each)->version);
		put_end(text, &(*each)->object);
	}
	list_each (struct enum_type **, each, &schema->enums)
		put_enum(text, *each);
	list_each (struct domain **, each, &schema->domains)
		put_domain(text, *each);
	list_each (struct composite **, each, &schema->composites)
		put_composite(text, *each);
	list_each (struct sequence **, each, &schema->sequences)
		put_sequence(text, *each);
	list_each (struct table **, each, &schema->tables)
		put_table(text, *each);
	list_each (struct view **, each, &schema->views)
		put_view(text, *each);
	list_each (struct routine **, each, &schema->routines)
		put_routine(text, *each);
	list_each (struct definition **, each, &schema->definitions)
		put_definition(text, *each);
	list_each (struct grant **, each, &schema->grants)
		put_grant(text, *each);
}

void write_changes_dump(struct text *text, const struct changes *changes)
{
	struct arena arena;
	arena_init(&arena);
	list_each (const struct change *, change, changes)
		text_printf(text, "%s\n", change_text(&arena, change));
	arena_finish(&arena);
}

/* Statements. */

static void put_hazards(struct text *text, unsigned hazards)
{
	for (unsigned i = 0; i < HAZARDS; i++) {
		if (hazards & 1u << i)
			text_printf(text, "-- %s\n", hazard_name((enum hazard)(1u << i)));
	}
}

/* A note on as many lines as it has. */
static void put_note(struct text *text, const char *note)
{
	while (note && *note) {
		size_t length = strcspn(note, "\n");
		text_put(text, "-- ");
		text_put_n(text, note, length);
		text_put(text, "\n");
		note += length + (note[length] == '\n');
	}
}

static void put_remarks(struct text *text, const struct statement *statement)
{
	put_hazards(text, statement->hazards);
	put_note(text, statement->note);
}

/* Whoever runs it does so without a transaction of his own, where SET LOCAL would set nothing. */
static void put_alone(struct text *text, const char *sql)
{
	bool local = strncmp(sql, "SET LOCAL ", strlen("SET LOCAL ")) == 0;
	text_printf(text, "%s%s;\n", local ? "SET " : "", sql + (local ? strlen("SET LOCAL ") : 0));
}

/* What only newer servers understand is left out where it is not known which it will be: they all
 * understand the rest. */
static bool is_for(const struct statement *statement, unsigned server)
{
	return server ? server >= statement->since &&
				(!statement->before || server < statement->before)
		      : !statement->since;
}

static bool ends_with(const char *sql, const char *end)
{
	size_t length = strlen(sql), count = strlen(end);
	return length > count && strcmp(sql + length - count, end) == 0;
}

/* PostgreSQL 13 detaches partitions, but not CONCURRENTLY, and leaves nothing behind then. True
 * when that is all; where the server is not known, only what there is to know is written. */
static bool put_detach(struct text *text, const struct statement *statement, unsigned server)
{
	static const char concurrently[] = " CONCURRENTLY";
	if (!ends_with(statement->sql, concurrently) || server >= 14)
		return false;
	if (server == 0) {
		text_put(text, "-- before PostgreSQL 14 without CONCURRENTLY\n");
		return false;
	}
	put_remarks(text, statement);
	text_put_n(text, statement->sql, strlen(statement->sql) - strlen(concurrently));
	text_put(text, ";\n");
	return true;
}

void write_sql(struct text *text, const struct plan *plan, unsigned server)
{
	list_each (const struct statement *, statement, &plan->statements) {
		if (!is_for(statement, server) || put_detach(text, statement, server))
			continue;
		put_remarks(text, statement);
		if (statement->standing == STANDS_IN_BATCHES)
			put_note(text, "all rows at once, each locked until the end: "
				       "restruct_batches of a revision takes some at a time");
		put_alone(text, statement->sql);
		if (statement->leaves)
			text_printf(text, "%s;\n", statement->leaves);
	}
}

/* What is for newer servers is told as a comment: the older form, which is for all, stands beside
 * it.
 */
static void put_for_servers(struct text *text, const struct statement *statement)
{
	if (statement->before)
		text_printf(text, "-- before PostgreSQL %u\n", statement->before);
	for (const char *line = statement->sql; *line;) {
		size_t length = strcspn(line, "\n");
		if (statement->since)
			text_printf(text, "-- PostgreSQL %u: ", statement->since);
		text_put_n(text, line, length);
		text_put(text, line[length] ? "\n" : ";\n");
		line += length + (line[length] == '\n');
	}
}

/* Begins in a transaction and ends in one. */
static void put_statements(struct text *text, const struct plan *plan)
{
	const struct statement *last = NULL;
	list_each (const struct statement *, statement, &plan->statements) {
		bool outside = statement->standing == STANDS_OUTSIDE;
		if (last && last->standing == STANDS_OUTSIDE && !outside)
			text_put(text, "BEGIN;\n");
		else if (outside ? !last || last->standing != STANDS_OUTSIDE
				 : last && statements_part(last, statement))
			text_put(text, outside ? "COMMIT;\n" : "COMMIT;\nBEGIN;\n");
		put_remarks(text, statement);
		put_for_servers(text, statement);
		if (statement->leaves)
			text_printf(text, "%s;\n", statement->leaves);
		last = statement;
	}
	if (last && last->standing == STANDS_OUTSIDE)
		text_put(text, "BEGIN;\n");
}

void write_plan_dump(struct text *text, const struct plan *upgrade, const struct plan *downgrade)
{
	text_printf(text, "-- upgrade, %s\n", compatibility_name(upgrade->compatibility));
	put_statements(text, upgrade);
	text_put(text, "-- downgrade\n");
	put_statements(text, downgrade);
}
