/* Statements about enums, composite types, ranges and domains; see ddl.h. */
#include "plan/ddl_parts.h"

#include "base/text.h"
#include "schema/sql.h"

#include <string.h>

enum { LINE_WIDTH = 80 };

static void put_labels(
	struct text *text, struct arena *arena, const struct enum_type *type, const char *between)
{
	for (size_t i = 0; i < type->labels.count; i++)
		text_printf(text, "%s%s", i ? between : "",
			sql_literal(arena, type->labels.items[i]->object.name.name));
}

const char *ddl_create_enum(struct arena *arena, const struct enum_type *type)
{
	struct text labels = {0};
	put_labels(&labels, arena, type, ", ");
	const char *on_one_line = text_take(&labels, arena);
	const char *statement = arena_printf(arena, "CREATE TYPE %s AS ENUM (%s)",
		sql_qualified(arena, type->object.name), on_one_line);
	if (strlen(statement) <= LINE_WIDTH)
		return statement;
	put_labels(&labels, arena, type, ",\n\t");
	return arena_printf(arena, "CREATE TYPE %s AS ENUM (\n\t%s\n)",
		sql_qualified(arena, type->object.name), text_take(&labels, arena));
}

const char *ddl_add_value(
	struct arena *arena, struct qualified type, const char *label, const char *position)
{
	return arena_printf(arena, "ALTER TYPE %s ADD VALUE %s%s%s", sql_qualified(arena, type),
		sql_literal(arena, label), position ? " " : "", position ? position : "");
}

const char *ddl_rename_value(
	struct arena *arena, struct qualified type, const char *from, const char *to)
{
	return arena_printf(arena, "ALTER TYPE %s RENAME VALUE %s TO %s",
		sql_qualified(arena, type), sql_literal(arena, from), sql_literal(arena, to));
}

/* "street text COLLATE \"C\"" */
static const char *attribute(struct arena *arena, const struct column *column)
{
	return arena_printf(arena, "%s %s%s%s", sql_identifier(arena, column->object.name.name),
		column->type.text, column->collation ? " COLLATE " : "",
		column->collation ? column->collation : "");
}

const char *ddl_create_composite(struct arena *arena, const struct composite *composite)
{
	struct text text = {0};
	text_printf(&text, "CREATE TYPE %s AS (", sql_qualified(arena, composite->object.name));
	for (size_t i = 0; i < composite->columns.count; i++)
		text_printf(&text, "%s\n\t%s", i ? "," : "",
			attribute(arena, composite->columns.items[i]));
	text_put(&text, composite->columns.count ? "\n)" : ")");
	return text_take(&text, arena);
}

const char *ddl_add_attribute(struct arena *arena, const struct column *column)
{
	return arena_printf(arena, "ADD ATTRIBUTE %s", attribute(arena, column));
}

const char *ddl_drop_attribute(struct arena *arena, const char *name)
{
	return arena_printf(arena, "DROP ATTRIBUTE %s", sql_identifier(arena, name));
}

const char *ddl_set_attribute_type(struct arena *arena, const struct column *column)
{
	return arena_printf(arena, "ALTER ATTRIBUTE %s TYPE %s%s%s",
		sql_identifier(arena, column->object.name.name), column->type.text,
		column->collation ? " COLLATE " : "", column->collation ? column->collation : "");
}

const char *ddl_create_range(struct arena *arena, const struct definition *range)
{
	return arena_printf(arena, "CREATE TYPE %s AS RANGE %s",
		sql_qualified(arena, range->object.name), range->definition);
}

const char *ddl_create_domain(struct arena *arena, const struct domain *domain)
{
	struct text text = {0};
	text_printf(&text, "CREATE DOMAIN %s AS %s", sql_qualified(arena, domain->object.name),
		domain->base.text);
	if (domain->collation)
		text_printf(&text, " COLLATE %s", domain->collation);
	if (domain->default_value.sql)
		ddl_put_default(&text, domain->default_value.sql);
	if (domain->not_null)
		text_put(&text, " NOT NULL");
	list_each (struct constraint **, check, &domain->checks)
		text_printf(&text, "\n\tCONSTRAINT %s %s",
			sql_identifier(arena, (*check)->object.name.name), (*check)->definition);
	return text_take(&text, arena);
}

const char *ddl_add_domain_check(
	struct arena *arena, struct qualified domain, const struct constraint *check)
{
	struct text text = {0};
	text_printf(&text, "ALTER DOMAIN %s ADD ", sql_qualified(arena, domain));
	ddl_put_constraint(&text, arena, check);
	return text_take(&text, arena);
}

const char *ddl_drop_domain_check(struct arena *arena, struct qualified domain, const char *name)
{
	return arena_printf(arena, "ALTER DOMAIN %s DROP CONSTRAINT %s",
		sql_qualified(arena, domain), sql_identifier(arena, name));
}
