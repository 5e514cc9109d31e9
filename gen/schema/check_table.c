/* A table and its columns. */
#include "schema/check.h"
#include "schema/sql.h"

#include <string.h>

enum { MOST_COLUMNS = 1600, MOST_INDEX_COLUMNS = 32 };

/* Columns that every table has of its own. */
static bool is_system_column(const char *name)
{
	static const char *const names[] = {"cmax", "cmin", "ctid", "tableoid", "xmax", "xmin"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (strcmp(names[i], name) == 0)
			return true;
	}
	return false;
}

static void refuse(struct check *check, const struct column *column, const char *message)
{
	diag_error(check->diag, column->object.place, "column \"%s\" %s", column->object.name.name,
		message);
}

static void check_identity(struct check *check, const struct column *column)
{
	if (column->identity == IDENTITY_NONE)
		return;
	if (column->default_value.sql)
		refuse(check, column, "has an identity and a default; leave one out");
	if (column->generated.sql)
		refuse(check, column, "has an identity and is generated; leave one out");
	if (column->type.base && !sql_is_integer(&column->type))
		diag_error(check->diag, column->object.place,
			"column \"%s\" has an identity, but type \"%s\"; an identity is a "
			"\"smallint\", an \"integer\" or a \"bigint\"",
			column->object.name.name, column->type.text);
	if (!column->not_null)
		refuse(check, column,
			"has an identity and may be null; make the member a value, or add "
			"DB_NOT_NULL");
}

/* A generated column sees the others, but no generated one. */
static void check_generated(
	struct check *check, const struct table *table, const struct column *column)
{
	if (!column->generated.sql)
		return;
	if (column->default_value.sql)
		refuse(check, column, "is generated and has a default; leave one out");
	check_mentions(check, &column->object, table, &column->generated.mentions);
	list_each (const char **, name, &column->generated.mentions.columns) {
		const struct column *other = schema_column(check->schema, table, *name);
		if (other && other->generated.sql)
			diag_error(check->diag, column->object.place,
				"generated column \"%s\" uses \"%s\", which is generated itself; "
				"repeat its expression instead",
				column->object.name.name, *name);
	}
}

static void check_default(struct check *check, const struct column *column)
{
	check_mentions(check, &column->object, NULL, &column->default_value.mentions);
	list_each (const char **, name, &column->default_value.mentions.columns)
		diag_error(check->diag, column->object.place,
			"the default of column \"%s\" mentions column \"%s\"; a default sees no "
			"columns (a string constant stands between single quotes, DB_GENERATED "
			"sees the columns)",
			column->object.name.name, *name);
}

static void check_collation(struct check *check, const struct column *column)
{
	static const char *const collatable[] = {"text", "varchar", "char", "bpchar", "name"};
	const struct sql_type *type = check_basic_type(check, &column->type);
	if (!column->collation || type->user.name || !type->base)
		return;
	for (size_t i = 0; i < sizeof collatable / sizeof *collatable; i++) {
		if (strcmp(type->base, collatable[i]) == 0)
			return;
	}
	diag_error(check->diag, column->object.place,
		"column \"%s\" has a collation, but type \"%s\" has none", column->object.name.name,
		column->type.text);
}

static void check_column(
	struct check *check, const struct table *table, const struct column *column)
{
	check_name(check, &column->object);
	check_type(check, &column->object, &column->type);
	if (is_system_column(column->object.name.name))
		refuse(check, column,
			"has a name that PostgreSQL keeps to itself; choose another with "
			"DB_COLUMN");
	check_collation(check, column);
	check_identity(check, column);
	check_generated(check, table, column);
	check_default(check, column);
	check_mentions(check, &column->object, NULL, &column->using_value.mentions);
}

static void check_columns(struct check *check, const struct table *table)
{
	list_each (struct column **, each, &table->columns) {
		struct qualified name = (*each)->object.name;
		check_first(check, name, &(*each)->object, &table_column(table, name.name)->object);
		check_column(check, table, *each);
	}
	if (table->columns.count > MOST_COLUMNS)
		diag_error(check->diag, table->object.place,
			"table \"%s\" has %zu columns; PostgreSQL holds at most %d",
			qualified_text(check->arena, table->object.name), table->columns.count,
			MOST_COLUMNS);
}

static void check_indexes(struct check *check, const struct table *table)
{
	list_each (struct index **, each, &table->indexes) {
		check_name(check, &(*each)->object);
		check_mentions(check, &(*each)->object, table, &(*each)->mentions);
		check_attached(check, table, *each);
		if ((*each)->unique)
			check_partitioned_key(check, table, &(*each)->object, &(*each)->columns);
		if ((*each)->columns.count > MOST_INDEX_COLUMNS)
			diag_error(check->diag, (*each)->object.place,
				"index \"%s\" has %zu columns; PostgreSQL takes at most %d",
				(*each)->object.name.name, (*each)->columns.count,
				MOST_INDEX_COLUMNS);
	}
}

static void check_constraints(struct check *check, const struct table *table)
{
	list_each (struct constraint **, each, &table->constraints) {
		struct qualified name = (*each)->object.name;
		check_name(check, &(*each)->object);
		check_first(
			check, name, &(*each)->object, &table_constraint(table, name.name)->object);
		check_mentions(check, &(*each)->object, table, &(*each)->mentions);
		if ((*each)->type == CONSTRAINT_FOREIGN_KEY)
			check_reference(check, table, *each);
	}
}

void check_table(struct check *check, struct table *table)
{
	check_name(check, &table->object);
	check_namespace(check, &table->object, table->object.name.schema);
	check_partition(check, table);
	check_parents(check, table);
	check_columns(check, table);
	check_constraints(check, table);
	check_keys(check, table);
	check_indexes(check, table);
	check_identity_index(check, table);
	check_own(check, table);
}
