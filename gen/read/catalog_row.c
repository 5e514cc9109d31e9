/* What the parts of the catalogs' reader share: fields, names, objects, what is outside. */
#include "read/catalog_parts.h"

#include <stdlib.h>
#include <string.h>

const char *row_raw(const struct row *row, int field)
{
	return PQgetvalue(row->result, row->number, field);
}

bool row_null(const struct row *row, int field)
{
	return PQgetisnull(row->result, row->number, field);
}

bool row_true(const struct row *row, int field)
{
	return *row_raw(row, field) == 't';
}

long long row_number(const struct row *row, int field)
{
	return strtoll(row_raw(row, field), NULL, 10);
}

const char *row_string(const struct row *row, int field)
{
	return row_null(row, field) ? NULL : arena_strdup(row->catalog->arena, row_raw(row, field));
}

/* Schemas. */

const char *catalog_schema(const struct catalog *catalog, const char *actual)
{
	return strcmp(actual, catalog->main) == 0 ? NULL : catalog_schema_name(catalog, actual);
}

const char *catalog_schema_name(const struct catalog *catalog, const char *actual)
{
	list_each (const struct schema_alias *, alias, &catalog->options->aliases) {
		if (strcmp(alias->actual, actual) == 0)
			return alias->model;
	}
	return arena_strdup(catalog->arena, actual);
}

/* The text with every mention of an alias's actual name made its model's. */
static const char *rename_schema(
	struct arena *arena, const char *sql, const struct schema_alias *alias)
{
	const char *found = strstr(sql, alias->actual);
	if (!found)
		return sql;
	struct text text = {0};
	for (; found; found = strstr(sql, alias->actual)) {
		text_put_n(&text, sql, (size_t)(found - sql));
		text_put(&text, sql_identifier(arena, alias->model));
		sql = found + strlen(alias->actual);
	}
	text_put(&text, sql);
	return text_take(&text, arena);
}

const char *row_sql(const struct row *row, int field)
{
	const char *sql = row_string(row, field);
	list_each (const struct schema_alias *, alias, &row->catalog->options->aliases) {
		if (sql)
			sql = rename_schema(row->catalog->arena, sql, alias);
	}
	return sql;
}

const char *row_options(const struct row *row, int own, int toast)
{
	if (row_null(row, own) && row_null(row, toast))
		return NULL;
	return arena_printf(row->catalog->arena, "%s%s%s", row_raw(row, own),
		row_null(row, own) || row_null(row, toast) ? "" : ", ", row_raw(row, toast));
}

struct qualified row_name(const struct row *row, int schema, int name)
{
	return (struct qualified){.schema = catalog_schema(row->catalog, row_raw(row, schema)),
		.name = row_string(row, name)};
}

/* Objects. */

void catalog_begin(struct object *object, enum object_kind kind, struct qualified name)
{
	*object = (struct object){.kind = kind, .name = name};
}

struct object *row_relation(const struct row *row, int field)
{
	return map_get(&row->catalog->relations, row_raw(row, field));
}

struct table *row_table(const struct row *row, int field)
{
	struct object *object = row_relation(row, field);
	return object && object->kind == OBJECT_TABLE ? (struct table *)object : NULL;
}

void catalog_outside(
	struct catalog *catalog, const char *kind, const char *name, const char *reason)
{
	struct outside outside = {.kind = kind, .name = name, .reason = reason};
	list_push(catalog->arena, &catalog->schema->outsides, outside);
}

static const char *name_on(struct arena *arena, struct qualified name, struct qualified on)
{
	return arena_printf(
		arena, "%s on %s", sql_qualified(arena, name), sql_qualified(arena, on));
}

void catalog_refused(struct catalog *catalog, const char *kind, const struct object *object,
	const struct sql_error *error)
{
	struct qualified name = object->name;
	const char *suffix = name.suffix ? name.suffix : "";
	name.suffix = NULL;
	catalog_outside(catalog, kind ? kind : object_kind_name(object->kind),
		arena_printf(catalog->arena, "%s%s", sql_qualified(catalog->arena, name), suffix),
		error->message);
}

void catalog_refused_on(struct catalog *catalog, const struct object *object, struct qualified on,
	const struct sql_error *error)
{
	catalog_outside(catalog, object_kind_name(object->kind),
		name_on(catalog->arena, object->name, on), error->message);
}

bool catalog_is_numbered(const char *name, const char *chosen)
{
	const char *number = catalog_after_word(name, chosen);
	return strncmp(name, chosen, strlen(chosen)) == 0 &&
	       number[strspn(number, "0123456789")] == '\0';
}

const char *catalog_after_word(const char *sql, const char *word)
{
	size_t length = strlen(word);
	return strncmp(sql, word, length) == 0 ? sql + length : sql;
}

const char *catalog_after_name(const char *sql)
{
	bool quoted = false;
	for (; *sql && (quoted || (*sql != ' ' && *sql != '(')); sql++)
		quoted ^= *sql == '"';
	return sql;
}
