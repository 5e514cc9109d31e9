/* Columns out of the catalogs. */
#include "read/catalog_parts.h"

#include <stdlib.h>
#include <string.h>

#define COLUMN_FIELDS(FIELD)                                                                       \
	FIELD(COLUMN_RELATION, "a.attrelid")                                                       \
	FIELD(COLUMN_NAME, "a.attname")                                                            \
	FIELD(COLUMN_TYPE, "format_type(a.atttypid, a.atttypmod)")                                 \
	FIELD(COLUMN_COLLATION, COLLATION_SQL("a.attcollation", "t.typcollation"))                 \
	FIELD(COLUMN_NOT_NULL, "a.attnotnull")                                                     \
	FIELD(COLUMN_IDENTITY, "a.attidentity")                                                    \
	FIELD(COLUMN_GENERATED, "a.attgenerated")                                                  \
	FIELD(COLUMN_DEFAULT, "pg_get_expr(d.adbin, d.adrelid)")                                   \
	FIELD(COLUMN_STORAGE, "CASE WHEN a.attstorage <> t.typstorage THEN a.attstorage END")      \
	FIELD(COLUMN_COMPRESSION, "{14:a.attcompression|''}")                                      \
	FIELD(COLUMN_STATISTICS, "COALESCE(a.attstattarget, -1)")                                  \
	FIELD(COLUMN_OPTIONS, "(SELECT string_agg(o, ', ') FROM unnest(a.attoptions) "             \
			      "o WHERE o NOT LIKE 'pg\\_attver=%')")                               \
	FIELD(COLUMN_COMMENT, "{comment 'pg_class' a.attrelid a.attnum}")
enum { COLUMN_FIELDS(FIELD_NUMBER) };

static const char *storage_name(char letter)
{
	switch (letter) {
	case 'p':
		return "plain";
	case 'm':
		return "main";
	case 'e':
		return "external";
	case 'x':
		return "extended";
	}
	return NULL;
}

static const char *compression_name(char letter)
{
	return letter == 'p' ? "pglz" : letter == 'l' ? "lz4" : NULL;
}

static bool set_options(const struct row *row, struct column *column, struct sql_error *error)
{
	const char *text = row_string(row, COLUMN_OPTIONS);
	return !text ||
	       sql_column_parameters(row->catalog->arena, text, &column->parameters, error);
}

static void set_identity(const struct row *row, struct column *column)
{
	switch (*row_raw(row, COLUMN_IDENTITY)) {
	case 'a':
		column->identity = IDENTITY_ALWAYS;
		break;
	case 'd':
		column->identity = IDENTITY_BY_DEFAULT;
		break;
	}
}

static bool set_value(const struct row *row, struct column *column, struct sql_error *error)
{
	char generated = *row_raw(row, COLUMN_GENERATED);
	const char *text = row_sql(row, COLUMN_DEFAULT);
	column->generated_virtual = generated == 'v';
	row->catalog->scope.column = &column->type;
	bool good =
		!text || sql_expression(row->catalog->arena, text,
				 generated ? &column->generated : &column->default_value, error);
	row->catalog->scope.column = NULL;
	return good;
}

static struct column *make_column(const struct row *row, const struct object *relation)
{
	struct catalog *catalog = row->catalog;
	struct column *column = arena_new(catalog->arena, struct column);
	struct sql_error error;
	catalog_begin(&column->object, OBJECT_COLUMN,
		(struct qualified){.name = row_string(row, COLUMN_NAME)});
	column->object.comment = row_string(row, COLUMN_COMMENT);
	column->collation = row_sql(row, COLUMN_COLLATION);
	column->not_null = row_true(row, COLUMN_NOT_NULL);
	column->storage = storage_name(*row_raw(row, COLUMN_STORAGE));
	column->compression = compression_name(*row_raw(row, COLUMN_COMPRESSION));
	column->statistics = 1 + (int)row_number(row, COLUMN_STATISTICS);
	set_identity(row, column);
	if (!set_options(row, column, &error) ||
		!sql_type(catalog->arena, row_sql(row, COLUMN_TYPE), &column->type, NULL, &error) ||
		!set_value(row, column, &error))
		catalog_refused_on(catalog, &column->object, relation->name, &error);
	return column->type.text ? column : NULL;
}

/* Of a view's columns only comments are declared. */
static void check_view_column(
	struct catalog *catalog, struct column *column, const struct object *view)
{
	struct sql_error error = {0};
	if (column->default_value.sql)
		error.message = "it has a default, and columns of views are not declared";
	else if (column->storage || column->compression || column->statistics ||
		 column->parameters.count)
		error.message = "its storage or statistics are set, and columns of views are not "
				"declared";
	if (error.message)
		catalog_refused_on(catalog, &column->object, view->name, &error);
}

static void read_column(struct row *row)
{
	struct catalog *catalog = row->catalog;
	struct object *relation = row_relation(row, COLUMN_RELATION);
	struct table *table = row_table(row, COLUMN_RELATION);
	if (!relation)
		return;
	struct column *column = make_column(row, relation);
	if (!column)
		return;
	if (table)
		table_add_column(table, column, catalog->arena);
	else if (relation->kind == OBJECT_COMPOSITE)
		list_push(catalog->arena, &((struct composite *)relation)->columns, column);
	else {
		list_push(catalog->arena, &((struct view *)relation)->columns, column);
		check_view_column(catalog, column, relation);
	}
}

/* Of a partition none is its own, of an heir those that it says itself. */
const struct catalog_part catalog_columns = {
	"the columns",
	COLUMN_FIELDS(FIELD_SQL),
	"FROM pg_class r {in r.relnamespace} "
	"JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped "
	"JOIN pg_type t ON t.oid = a.atttypid "
	"LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum "
	"WHERE r.relkind IN ('r', 'p', 'v', 'm', 'c') AND r.relpersistence <> 't' AND NOT "
	"r.relispartition AND (a.attislocal OR r.relkind NOT IN ('r', 'p')) "
	"ORDER BY a.attrelid, a.attnum",
	read_column,
};

#define OWN_NOT_NULL_SQL                                                                           \
	"(a.attnotnull AND NOT b.attnotnull AND NOT EXISTS (SELECT FROM pg_constraint k WHERE "    \
	"k.conrelid = r.oid AND k.contype = 'p' AND a.attnum = ANY (k.conkey)))"
#define OWN_FIELDS(FIELD)                                                                          \
	FIELD(OWN_TABLE, "a.attrelid")                                                             \
	FIELD(OWN_NAME, "a.attname")                                                               \
	FIELD(OWN_TYPE, "format_type(a.atttypid, a.atttypmod)")                                    \
	FIELD(OWN_HAS_DEFAULT, "x.own IS DISTINCT FROM x.parents")                                 \
	FIELD(OWN_DEFAULT, "x.own")                                                                \
	FIELD(OWN_NOT_NULL, OWN_NOT_NULL_SQL)
enum { OWN_FIELDS(FIELD_NUMBER) };

static void read_own(struct row *row)
{
	struct catalog *catalog = row->catalog;
	struct table *table = row_table(row, OWN_TABLE);
	struct column typed = {0};
	struct sql_error error;
	if (!table)
		return;
	struct column *own = table_add_own(catalog->arena, table, row_string(row, OWN_NAME));
	own->own_default = row_true(row, OWN_HAS_DEFAULT);
	own->own_not_null = own->not_null = row_true(row, OWN_NOT_NULL);
	if (!own->own_default || row_null(row, OWN_DEFAULT))
		return;
	bool good = sql_type(catalog->arena, row_sql(row, OWN_TYPE), &typed.type, NULL, &error);
	catalog->scope.column = good ? &typed.type : NULL;
	if (!good || !sql_expression(catalog->arena, row_sql(row, OWN_DEFAULT), &own->default_value,
			     &error))
		catalog_refused_on(catalog, &own->object, table->object.name, &error);
	catalog->scope.column = NULL;
}

/* What a partition or heir has otherwise than the first of its parents that has the column, and
 * that is not its own. A primary key makes its columns NOT NULL by itself. */
const struct catalog_part catalog_own = {
	"the columns of partitions",
	OWN_FIELDS(FIELD_SQL),
	"FROM pg_class r {in r.relnamespace} "
	"JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped "
	"AND a.attinhcount > 0 AND (r.relispartition OR NOT a.attislocal) AND a.attgenerated = '' "
	"CROSS JOIN LATERAL (SELECT p.* FROM pg_inherits h JOIN pg_attribute p ON p.attrelid = "
	"h.inhparent AND p.attname = a.attname AND NOT p.attisdropped "
	"WHERE h.inhrelid = r.oid ORDER BY h.inhseqno LIMIT 1) b "
	"LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum "
	"LEFT JOIN pg_attrdef e ON e.adrelid = b.attrelid AND e.adnum = b.attnum "
	"CROSS JOIN LATERAL (SELECT pg_get_expr(d.adbin, d.adrelid) AS own, "
	"pg_get_expr(e.adbin, e.adrelid) AS parents) x "
	"WHERE r.relkind IN ('r', 'p') AND (x.own IS DISTINCT FROM x.parents OR " OWN_NOT_NULL_SQL
	") "
	"ORDER BY a.attrelid, a.attnum",
	read_own,
};
