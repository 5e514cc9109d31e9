/* Statements about schemas, extensions, sequences, comments and names; see ddl.h. */
#include "plan/ddl.h"

#include "base/text.h"
#include "diff/definitions.h"
#include "schema/sql.h"

#include <limits.h>
#include <string.h>

struct limits {
	long long lowest, highest;
};

static struct limits limits_of(const char *type)
{
	if (strcmp(type, "smallint") == 0)
		return (struct limits){SHRT_MIN, SHRT_MAX};
	if (strcmp(type, "integer") == 0)
		return (struct limits){INT_MIN, INT_MAX};
	return (struct limits){LLONG_MIN, LLONG_MAX};
}

/* What CREATE SEQUENCE makes when only the type and the increment are said. */
static struct sequence_options plain_options(const struct sequence_options *options)
{
	struct limits limits = limits_of(options->type);
	bool up = options->increment > 0;
	return (struct sequence_options){
		.type = "bigint",
		.increment = 1,
		.minimum = up ? 1 : limits.lowest,
		.maximum = up ? limits.highest : -1,
		.start = up ? options->minimum : options->maximum,
		.cache = 1,
	};
}

/* The options in which to differs from from, each after set. */
static void put_options(struct text *text, const char *set, const struct sequence_options *from,
	const struct sequence_options *to)
{
	if (strcmp(from->type, to->type) != 0)
		text_printf(text, "%s AS %s", set, to->type);
	if (from->increment != to->increment)
		text_printf(text, "%s INCREMENT BY %lld", set, to->increment);
	if (from->minimum != to->minimum)
		text_printf(text, "%s MINVALUE %lld", set, to->minimum);
	if (from->maximum != to->maximum)
		text_printf(text, "%s MAXVALUE %lld", set, to->maximum);
	if (from->start != to->start)
		text_printf(text, "%s START WITH %lld", set, to->start);
	if (from->cache != to->cache)
		text_printf(text, "%s CACHE %lld", set, to->cache);
	if (from->cycle != to->cycle)
		text_printf(text, "%s %s", set, to->cycle ? "CYCLE" : "NO CYCLE");
}

struct sequence_options ddl_plain_options(const char *type)
{
	struct sequence_options options = {.type = type, .increment = 1, .minimum = 1};
	options = plain_options(&options);
	options.type = type;
	return options;
}

const char *ddl_sequence_options(
	struct arena *arena, const struct sequence_options *from, const struct sequence_options *to)
{
	struct text text = {0};
	put_options(&text, "", from, to);
	return text_take(&text, arena);
}

/* The type is the column's, and the limits that are the type's own follow it. */
const char *ddl_identity_changes(
	struct arena *arena, const struct sequence_options *from, const struct sequence_options *to)
{
	struct sequence_options before = *from;
	struct limits old = limits_of(from->type), new = limits_of(to->type);
	struct text text = {0};
	before.type = to->type;
	if (before.maximum == old.highest)
		before.maximum = new.highest;
	if (before.minimum == old.lowest)
		before.minimum = new.lowest;
	put_options(&text, " SET", &before, to);
	const char *changes = text_take(&text, arena);
	return changes + (*changes == ' ');
}

const char *ddl_create_sequence(struct arena *arena, const struct sequence *sequence, bool unlogged)
{
	struct text text = {0};
	struct sequence_options plain = plain_options(&sequence->options);
	text_printf(&text, "CREATE %sSEQUENCE %s", unlogged ? "UNLOGGED " : "",
		sql_qualified(arena, sequence->object.name));
	put_options(&text, "", &plain, &sequence->options);
	return text_take(&text, arena);
}

const char *ddl_alter_sequence(
	struct arena *arena, const struct sequence *from, const struct sequence *to)
{
	struct text options = {0};
	put_options(&options, "", &from->options, &to->options);
	const char *text = text_take(&options, arena);
	return *text ? arena_printf(arena, "ALTER SEQUENCE %s%s",
			       sql_qualified(arena, to->object.name), text)
		     : NULL;
}

static const char *column_path(struct arena *arena, struct qualified table, const char *column)
{
	return arena_printf(
		arena, "%s.%s", sql_qualified(arena, table), sql_identifier(arena, column));
}

/* For format(): a percent sign of a name is doubled. */
static const char *as_format(struct arena *arena, const char *string)
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
static const char *do_block(struct arena *arena, const char *body)
{
	return strchr(body, '$') ? arena_printf(arena, "DO %s", sql_literal(arena, body))
				 : arena_printf(arena, "DO $$\n%s\n$$", body);
}

const char *ddl_give_sequence(struct arena *arena, const struct sequence *sequence)
{
	const char *alter = arena_printf(arena, "ALTER SEQUENCE %s OWNER TO %%s",
		as_format(arena, sql_qualified(arena, sequence->object.name)));
	const char *table = sql_literal(arena, sql_qualified(arena, sequence->owner_table));
	return do_block(arena,
		arena_printf(arena,
			"BEGIN\n\tEXECUTE format(%s,\n"
			"\t\t(SELECT relowner::regrole FROM pg_class WHERE oid = %s::regclass));\n"
			"END",
			sql_literal(arena, alter), table));
}

const char *ddl_own_sequence(struct arena *arena, const struct sequence *sequence)
{
	return arena_printf(arena, "ALTER SEQUENCE %s OWNED BY %s",
		sql_qualified(arena, sequence->object.name),
		sequence->owner_table.name
			? column_path(arena, sequence->owner_table, sequence->owner_column)
			: "NONE");
}

const char *ddl_begin_sequence(struct arena *arena, const struct sequence *to)
{
	const char *name = sql_qualified(arena, to->object.name);
	bool up = to->options.increment > 0;
	return arena_printf(arena,
		"SELECT setval(%s, %lld, false) FROM %s WHERE last_value %s %lld",
		sql_literal(arena, name), to->options.start, name, up ? "<" : ">",
		up ? to->options.minimum : to->options.maximum);
}

const char *ddl_set_sequence(struct arena *arena, const char *sequence, struct qualified table,
	const char *column, const struct sequence_options *options)
{
	const char *name = sql_identifier(arena, column), *from = sql_qualified(arena, table);
	if (options->increment < 0)
		return arena_printf(arena,
			"SELECT setval(%s, least(min(%s), %lld) - 1, false) FROM %s", sequence,
			name, options->start + 1, from);
	return arena_printf(arena, "SELECT setval(%s, greatest(max(%s), %lld) + 1, false) FROM %s",
		sequence, name, options->start - 1, from);
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
	if (is_on_relation(kind))
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
		return column_path(arena, parent->name, object->name.name);
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

const char *ddl_alter(struct arena *arena, enum object_kind kind, struct qualified name)
{
	return arena_printf(arena, "ALTER %s %s", keyword(kind), name_of(arena, kind, name));
}

const char *ddl_drop(struct arena *arena, enum object_kind kind, struct qualified name)
{
	return arena_printf(arena, "DROP %s %s", keyword(kind), name_of(arena, kind, name));
}

/* Which schema is the configured one, only the connection knows. */
const char *ddl_set_schema(
	struct arena *arena, enum object_kind kind, struct qualified name, const char *schema)
{
	const char *alter = ddl_alter(arena, kind, name);
	if (schema)
		return arena_printf(
			arena, "%s SET SCHEMA %s", alter, sql_identifier(arena, schema));
	const char *statement = sql_literal(
		arena, arena_printf(arena, "%s SET SCHEMA %%I", as_format(arena, alter)));
	const char *body = arena_printf(
		arena, "BEGIN\n\tEXECUTE format(%s, current_schema());\nEND", statement);
	return do_block(arena, body);
}

const char *ddl_continue_sequence(
	struct arena *arena, struct qualified table, const char *column, struct qualified sequence)
{
	return arena_printf(arena,
		"SELECT setval(pg_get_serial_sequence(%s, %s), last_value, is_called) FROM %s",
		sql_literal(arena, sql_qualified(arena, table)), sql_literal(arena, column),
		sql_qualified(arena, sequence));
}
