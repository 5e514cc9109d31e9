/* Statements that objects of every kind take: ALTER, DROP, COMMENT ON, names; and those about
 * schemas and extensions. See ddl.h. */
#include "plan/ddl_parts.h"

#include "base/text.h"
#include "diff/definitions.h"
#include "diff/objects.h"
#include "schema/sql.h"

#include <string.h>

/* For format(): a percent sign of a name is doubled. */
const char *ddl_as_format(struct arena *arena, const char *string)
{
	struct text text = {0};
	for (; *string; string++) {
		text_put_char(&text, *string);
		if (*string == '%')
			text_put_char(&text, '%');
	}
	return text_take(&text, arena);
}

/* A dollar in a name could end the quotation. */
const char *ddl_do(struct arena *arena, const char *body)
{
	return strchr(body, '$') ? arena_printf(arena, "DO %s", sql_literal(arena, body))
				 : arena_printf(arena, "DO $$\n%s\n$$", body);
}

/* The word that ALTER, DROP and COMMENT ON use. */
static const char *keyword(enum object_kind kind)
{
	switch (kind) {
	case OBJECT_SCHEMA:
		return "SCHEMA";
	case OBJECT_EXTENSION:
		return "EXTENSION";
	case OBJECT_ENUM:
	case OBJECT_COMPOSITE:
	case OBJECT_RANGE:
		return "TYPE";
	case OBJECT_DOMAIN:
		return "DOMAIN";
	case OBJECT_SEQUENCE:
		return "SEQUENCE";
	case OBJECT_TABLE:
		return "TABLE";
	case OBJECT_COLUMN:
		return "COLUMN";
	case OBJECT_CONSTRAINT:
		return "CONSTRAINT";
	case OBJECT_INDEX:
		return "INDEX";
	case OBJECT_COLLATION:
		return "COLLATION";
	case OBJECT_VIEW:
		return "VIEW";
	case OBJECT_MATERIALIZED_VIEW:
		return "MATERIALIZED VIEW";
	case OBJECT_FUNCTION:
		return "FUNCTION";
	case OBJECT_PROCEDURE:
		return "PROCEDURE";
	case OBJECT_AGGREGATE:
		return "AGGREGATE";
	case OBJECT_OPERATOR:
		return "OPERATOR";
	case OBJECT_STATISTICS:
		return "STATISTICS";
	case OBJECT_TRIGGER:
		return "TRIGGER";
	case OBJECT_POLICY:
		return "POLICY";
	case OBJECT_RULE:
		return "RULE";
	case OBJECT_GRANT:
		return "PRIVILEGES";
	case OBJECT_LABEL:
		return "VALUE";
	}
	return "";
}

/* An extension is known by its name alone, a trigger on its relation: "touch ON audit.orders", a
 * routine by its arguments, too. */
static const char *name_of(struct arena *arena, enum object_kind kind, struct qualified name)
{
	if (kind_is_on_relation(kind))
		return arena_printf(arena, "%s ON %s%s%s", sql_identifier(arena, name.name),
			name.schema ? sql_identifier(arena, name.schema) : "",
			name.schema ? "." : "", name.suffix + strlen(" on "));
	if (kind == OBJECT_EXTENSION)
		return sql_identifier(arena, name.name);
	const char *text =
		kind == OBJECT_OPERATOR ? ddl_operator(arena, name) : sql_qualified(arena, name);
	return name.suffix ? arena_printf(arena, "%s%s", text, name.suffix) : text;
}

static const char *commented(
	struct arena *arena, const struct object *object, const struct object *parent)
{
	const char *name = sql_identifier(arena, object->name.name);
	if (object->kind == OBJECT_COLUMN)
		return ddl_column_path(arena, parent->name, object->name.name);
	if (object->kind == OBJECT_CONSTRAINT)
		return arena_printf(arena, "%s ON %s%s", name,
			parent->kind == OBJECT_DOMAIN ? "DOMAIN " : "",
			sql_qualified(arena, parent->name));
	if (object->kind == OBJECT_INDEX)
		return sql_qualified(arena, (struct qualified){.schema = parent->name.schema,
						    .name = object->name.name});
	return name_of(arena, object->kind, object->name);
}

const char *ddl_comment(
	struct arena *arena, const struct object *object, const struct object *parent)
{
	return arena_printf(arena, "COMMENT ON %s %s IS %s", keyword(object->kind),
		commented(arena, object, parent),
		object->comment ? sql_literal(arena, object->comment) : "NULL");
}

const char *ddl_alter(
	struct arena *arena, enum object_kind kind, struct qualified name, const char *what)
{
	return arena_printf(
		arena, "ALTER %s %s %s", keyword(kind), name_of(arena, kind, name), what);
}

const char *ddl_drop(struct arena *arena, enum object_kind kind, struct qualified name)
{
	return arena_printf(arena, "DROP %s %s", keyword(kind), name_of(arena, kind, name));
}

const char *ddl_rename(
	struct arena *arena, enum object_kind kind, struct qualified name, const char *to)
{
	return ddl_alter(
		arena, kind, name, arena_printf(arena, "RENAME TO %s", sql_identifier(arena, to)));
}

const char *ddl_rename_part(struct arena *arena, const struct object *parent, enum object_kind kind,
	const char *from, const char *to)
{
	bool attribute = kind == OBJECT_COLUMN && parent->kind == OBJECT_COMPOSITE;
	return ddl_alter(arena, parent->kind, parent->name,
		arena_printf(arena, "RENAME %s %s TO %s", attribute ? "ATTRIBUTE" : keyword(kind),
			sql_identifier(arena, from), sql_identifier(arena, to)));
}

/* Which schema is the configured one, only the connection knows. */
const char *ddl_set_schema(
	struct arena *arena, enum object_kind kind, struct qualified name, const char *schema)
{
	if (schema)
		return ddl_alter(arena, kind, name,
			arena_printf(arena, "SET SCHEMA %s", sql_identifier(arena, schema)));
	const char *alter = ddl_as_format(arena, ddl_alter(arena, kind, name, "SET SCHEMA"));
	const char *statement = sql_literal(arena, arena_printf(arena, "%s %%I", alter));
	return ddl_do(
		arena, arena_printf(arena, "BEGIN\n\tEXECUTE format(%s, current_schema());\nEND",
			       statement));
}

const char *ddl_tablespace(
	struct arena *arena, enum object_kind kind, struct qualified name, const char *tablespace)
{
	return ddl_alter(arena, kind, name,
		arena_printf(arena, "SET TABLESPACE %s",
			tablespace ? sql_identifier(arena, tablespace) : "pg_default"));
}

const char *ddl_set_parameters(
	struct arena *arena, const struct parameters *from, const struct parameters *to)
{
	struct parameters set = {0};
	list_each (const struct parameter *, each, to) {
		if (!strings_equal(parameter_value(from, each->name), each->value))
			list_push(arena, &set, *each);
	}
	struct text text = {0};
	text_put(&text, "SET (");
	parameters_put(&text, &set);
	text_put(&text, ")");
	const char *words = text_take(&text, arena);
	return set.count ? words : NULL;
}

const char *ddl_reset_parameters(
	struct arena *arena, const struct parameters *from, const struct parameters *to)
{
	struct text names = {0};
	list_each (const struct parameter *, each, from) {
		if (!parameter_value(to, each->name))
			text_printf(&names, "%s%s", names.length ? ", " : "", each->name);
	}
	const char *words = text_take(&names, arena);
	return *words ? arena_printf(arena, "RESET (%s)", words) : NULL;
}

const char *ddl_create_schema(struct arena *arena, const char *name)
{
	return arena_printf(arena, "CREATE SCHEMA IF NOT EXISTS %s", sql_identifier(arena, name));
}

const char *ddl_create_extension(struct arena *arena, const struct extension *extension)
{
	struct text text = {0};
	text_printf(&text, "CREATE EXTENSION IF NOT EXISTS %s",
		sql_identifier(arena, extension->object.name.name));
	if (extension->object.name.schema)
		text_printf(&text, " WITH SCHEMA %s",
			sql_identifier(arena, extension->object.name.schema));
	if (extension->version)
		text_printf(&text, " VERSION %s", sql_literal(arena, extension->version));
	return text_take(&text, arena);
}

const char *ddl_update_extension(struct arena *arena, const struct extension *extension)
{
	const char *version = extension->version;
	return ddl_alter(arena, OBJECT_EXTENSION, extension->object.name,
		version ? arena_printf(arena, "UPDATE TO %s", sql_literal(arena, version))
			: "UPDATE");
}
