/* What mentions an object; see rewrite.h. */
#include "diff/rewrite.h"

#include "base/text.h"
#include "diff/definitions.h"
#include "diff/objects.h"
#include "schema/sql.h"

#include <string.h>

struct rewrite {
	struct arena *arena;
	struct sql_renames renames; /* exactly one */
	const char *word;           /* the old name: a text without it needs no parsing */
};

static struct rewrite rewrite_of(
	struct arena *arena, enum object_kind kind, struct qualified from, struct qualified to)
{
	struct rewrite rewrite = {.arena = arena, .word = from.name};
	struct sql_rename rename = {.kind = kind, .from = from, .to = to};
	list_push(arena, &rewrite.renames, rename);
	return rewrite;
}

/* A name with a quote in it is doubled in SQL, so that its word is not found there. */
static bool mentioned(const struct rewrite *rewrite, const char *sql)
{
	return sql && (strstr(sql, rewrite->word) || strchr(rewrite->word, '"'));
}

static void in_expression(const struct rewrite *rewrite, struct expression *expression)
{
	if (mentioned(rewrite, expression->sql))
		sql_rename_expression(rewrite->arena, expression, &rewrite->renames);
}

static void in_type(const struct rewrite *rewrite, struct sql_type *type)
{
	if (type->user.name)
		sql_rename_type(rewrite->arena, type, &rewrite->renames);
}

static void in_constraint(const struct rewrite *rewrite, struct constraint *constraint)
{
	static const struct sql_renames none = {0};
	if (mentioned(rewrite, constraint->definition))
		sql_rename_constraint(rewrite->arena, constraint, &rewrite->renames, &none);
}

static void in_index(const struct rewrite *rewrite, struct index *index)
{
	if (mentioned(rewrite, index->definition))
		sql_rename_index(rewrite->arena, index, &rewrite->renames);
}

static void in_table(const struct rewrite *rewrite, struct table *table)
{
	list_each (struct column **, column, &table->columns) {
		in_type(rewrite, &(*column)->type);
		in_expression(rewrite, &(*column)->default_value);
		in_expression(rewrite, &(*column)->generated);
	}
	list_each (struct constraint **, constraint, &table->constraints)
		in_constraint(rewrite, *constraint);
	list_each (struct index **, index, &table->indexes)
		in_index(rewrite, *index);
	if (mentioned(rewrite, table->partition_by))
		sql_rename_partition_key(rewrite->arena, table, &rewrite->renames);
}

static void replace(struct qualified *name, struct qualified from, struct qualified to)
{
	if (qualified_equal(*name, from))
		*name = to;
}

/* What the table is a part or child of. */
static void in_parents(struct table *table, struct qualified from, struct qualified to)
{
	replace(&table->partition_of, from, to);
	list_each (struct qualified *, parent, &table->inherits)
		replace(parent, from, to);
	list_each (struct index **, index, &table->indexes) {
		if ((*index)->attached_to.name)
			(*index)->attached_to.schema = table->partition_of.schema;
	}
}

static void in_view(const struct rewrite *rewrite, struct view *view, struct qualified table)
{
	if (mentioned(rewrite, view->query))
		sql_rename_query(rewrite->arena, view, &rewrite->renames, table);
	list_each (struct index **, index, &view->indexes)
		in_index(rewrite, *index);
}

/* The types of its arguments are part of a routine's name. */
static void in_routine(
	const struct rewrite *rewrite, struct schema *schema, struct routine *routine)
{
	struct qualified before = routine->object.name;
	if (!mentioned(rewrite, routine->definition))
		return;
	struct routine renamed = *routine;
	sql_rename_routine(rewrite->arena, &renamed, &rewrite->renames);
	if (qualified_equal(before, renamed.object.name)) {
		*routine = renamed;
		return;
	}
	schema_remove(schema, routine->object.kind, before);
	*routine = renamed;
	schema_add(schema, &routine->object);
	definitions_follow(
		rewrite->arena, schema, routine->object.kind, before, renamed.object.name);
}

static void in_routines(const struct rewrite *rewrite, struct schema *schema)
{
	struct objects all = {0};
	list_each (struct routine **, routine, &schema->routines)
		list_push(rewrite->arena, &all, &(*routine)->object);
	list_each (struct object **, routine, &all)
		in_routine(rewrite, schema, (struct routine *)*routine);
}

static void in_domain(const struct rewrite *rewrite, struct domain *domain)
{
	in_type(rewrite, &domain->base);
	in_expression(rewrite, &domain->default_value);
	list_each (struct constraint **, check, &domain->checks)
		in_constraint(rewrite, *check);
}

void rewrite_mentions(struct arena *arena, struct schema *schema, enum object_kind kind,
	struct qualified from, struct qualified to)
{
	/* A call does not say which of several functions it means. */
	struct qualified called = {from.schema, from.name, NULL};
	struct qualified call = {to.schema, to.name, NULL};
	struct rewrite rewrite = rewrite_of(arena, kind, called, call);
	list_each (struct table **, table, &schema->tables)
		in_table(&rewrite, *table);
	list_each (struct domain **, domain, &schema->domains)
		in_domain(&rewrite, *domain);
	list_each (struct view **, view, &schema->views)
		in_view(&rewrite, *view, (struct qualified){0});
	in_routines(&rewrite, schema);
	list_each (struct composite **, composite, &schema->composites) {
		list_each (struct column **, column, &(*composite)->columns)
			in_type(&rewrite, &(*column)->type);
	}
	definitions_follow(arena, schema, kind, from, to);
	if (kind != OBJECT_TABLE)
		return;
	list_each (struct table **, table, &schema->tables)
		in_parents(*table, from, to);
	list_each (struct sequence **, sequence, &schema->sequences) {
		if (qualified_equal((*sequence)->owner_table, from))
			(*sequence)->owner_table = to;
	}
}

void rewrite_column_mentions(struct arena *arena, struct schema *schema, struct table *table,
	const char *from, const char *to)
{
	static const struct sql_renames none = {0};
	struct rewrite rewrite =
		rewrite_of(arena, OBJECT_COLUMN, (struct qualified){.schema = NULL, .name = from},
			(struct qualified){.schema = NULL, .name = to});
	in_table(&rewrite, table);
	list_each (struct view **, view, &schema->views)
		in_view(&rewrite, *view, table->object.name);
	definitions_follow_column(arena, schema, table->object.name, from, to);
	list_each (struct table **, other, &schema->tables) {
		list_each (struct constraint **, constraint, &(*other)->constraints) {
			if ((*constraint)->type == CONSTRAINT_FOREIGN_KEY &&
				qualified_equal((*constraint)->references, table->object.name))
				sql_rename_constraint(arena, *constraint, &none, &rewrite.renames);
		}
	}
	list_each (struct sequence **, sequence, &schema->sequences) {
		if (qualified_equal((*sequence)->owner_table, table->object.name) &&
			strcmp((*sequence)->owner_column, from) == 0)
			(*sequence)->owner_column = to;
	}
}

void rewrite_index_mentions(struct arena *arena, struct schema *schema, struct table *table,
	const char *from, const char *to)
{
	static const char start[] = "index ";
	if (table->replica_identity &&
		strncmp(table->replica_identity, start, sizeof start - 1) == 0 &&
		strcmp(table->replica_identity + sizeof start - 1, from) == 0)
		table->replica_identity = arena_printf(arena, "%s%s", start, to);
	if (table->clustered_on && strcmp(table->clustered_on, from) == 0)
		table->clustered_on = to;
	list_each (struct table **, other, &schema->tables) {
		if (!qualified_equal((*other)->partition_of, table->object.name))
			continue;
		list_each (struct index **, index, &(*other)->indexes) {
			if ((*index)->attached_to.name &&
				strcmp((*index)->attached_to.name, from) == 0)
				(*index)->attached_to.name = to;
		}
	}
}

/* --- labels --------------------------------------------------------------------------------- */

struct relabel {
	struct arena *arena;
	const struct schema *schema;
	struct qualified type;
	const char *from, *to;                 /* as they are */
	const char *from_literal, *to_literal; /* between single quotes */
};

/* Past the string constant or quoted name that begins at start. */
static const char *quotation_end(const char *start, bool escapes)
{
	const char *at = start + 1;
	for (; *at; at++) {
		if (escapes && *at == '\\' && at[1])
			at++;
		else if (*at == *start && at[1] == *start)
			at++;
		else if (*at == *start)
			return at + 1;
	}
	return at;
}

/* The elements of an array's text, '{a,b}', without quotes of their own. */
static void put_array(
	struct text *text, const struct relabel *relabel, const char *start, const char *end)
{
	while (start < end) {
		size_t length = strcspn(start, "{},'");
		if (start + length > end)
			length = (size_t)(end - start);
		if (length == strlen(relabel->from) && strncmp(start, relabel->from, length) == 0)
			text_put(text, relabel->to);
		else
			text_put_n(text, start, length);
		start += length;
		if (start < end)
			text_put_char(text, *start++);
	}
}

static void put_constant(
	struct text *text, const struct relabel *relabel, const char *start, const char *end)
{
	size_t length = (size_t)(end - start);
	if (length == strlen(relabel->from_literal) &&
		strncmp(start, relabel->from_literal, length) == 0)
		text_put(text, relabel->to_literal);
	else if (strncmp(start, "'{", 2) == 0)
		put_array(text, relabel, start, end);
	else
		text_put_n(text, start, length);
}

static const char *with_new_label(const struct relabel *relabel, const char *sql)
{
	struct text text = {0};
	while (*sql) {
		bool escapes = *sql == 'E' && sql[1] == '\'';
		if (!escapes && *sql != '\'' && *sql != '"') {
			text_put_char(&text, *sql++);
			continue;
		}
		const char *end = quotation_end(escapes ? sql + 1 : sql, escapes);
		if (*sql == '"')
			text_put_n(&text, sql, (size_t)(end - sql));
		else
			put_constant(&text, relabel, sql, end);
		sql = end;
	}
	return text_take(&text, relabel->arena);
}

/* An expression has to do with the type when it is the default of such a column, mentions one, or
 * casts to the type. */
static bool concerns(const struct relabel *relabel, const struct table *table,
	const struct sql_type *own, const struct mentions *mentions)
{
	list_each (struct qualified *, type, &mentions->types) {
		if (qualified_equal(*type, relabel->type))
			return true;
	}
	for (size_t i = 0; table && i < mentions->columns.count; i++) {
		const struct column *column = table_column(table, mentions->columns.items[i]);
		if (column && type_stands_for(relabel->schema, &column->type, relabel->type))
			return true;
	}
	return own && type_stands_for(relabel->schema, own, relabel->type);
}

static void relabel_text(const struct relabel *relabel, const struct table *table,
	const struct sql_type *own, const char **sql, const struct mentions *mentions)
{
	if (*sql && concerns(relabel, table, own, mentions))
		*sql = with_new_label(relabel, *sql);
}

static void relabel_table(const struct relabel *relabel, struct table *table)
{
	list_each (struct column **, each, &table->columns) {
		struct column *column = *each;
		relabel_text(relabel, table, &column->type, &column->default_value.sql,
			&column->default_value.mentions);
		relabel_text(relabel, table, &column->type, &column->generated.sql,
			&column->generated.mentions);
	}
	list_each (struct constraint **, each, &table->constraints)
		relabel_text(relabel, table, NULL, &(*each)->definition, &(*each)->mentions);
	list_each (struct index **, each, &table->indexes)
		relabel_text(relabel, table, NULL, &(*each)->definition, &(*each)->mentions);
}

void rewrite_label_mentions(struct arena *arena, struct schema *schema, struct qualified type,
	const char *from, const char *to)
{
	struct relabel relabel = {
		.arena = arena,
		.schema = schema,
		.type = type,
		.from = from,
		.to = to,
		.from_literal = sql_literal(arena, from),
		.to_literal = sql_literal(arena, to),
	};
	list_each (struct table **, table, &schema->tables)
		relabel_table(&relabel, *table);
	list_each (struct definition **, each, &schema->definitions) {
		const struct table *table = NULL;
		if ((*each)->relation.name)
			table = schema_find(schema, OBJECT_TABLE, (*each)->relation);
		relabel_text(&relabel, table, NULL, &(*each)->definition, &(*each)->mentions);
	}
	list_each (struct domain **, each, &schema->domains) {
		struct domain *domain = *each;
		relabel_text(&relabel, NULL, &domain->base, &domain->default_value.sql,
			&domain->default_value.mentions);
		list_each (struct constraint **, check, &domain->checks)
			relabel_text(&relabel, NULL, &domain->base, &(*check)->definition,
				&(*check)->mentions);
	}
}
