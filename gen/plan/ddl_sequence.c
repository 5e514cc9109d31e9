/* Statements about sequences, one's own and those behind identity columns; see ddl.h. */
#include "plan/ddl_parts.h"

#include "base/text.h"
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

const char *ddl_give_sequence(struct arena *arena, const struct sequence *sequence)
{
	const char *alter = arena_printf(arena, "ALTER SEQUENCE %s OWNER TO %%s",
		ddl_as_format(arena, sql_qualified(arena, sequence->object.name)));
	const char *table = sql_literal(arena, sql_qualified(arena, sequence->owner_table));
	return ddl_do(arena,
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
			? ddl_column_path(arena, sequence->owner_table, sequence->owner_column)
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

const char *ddl_sequence_of(struct arena *arena, struct qualified table, const char *column)
{
	return arena_printf(arena, "pg_get_serial_sequence(%s, %s)",
		sql_literal(arena, sql_qualified(arena, table)), sql_literal(arena, column));
}

const char *ddl_continue_sequence(
	struct arena *arena, struct qualified table, const char *column, struct qualified sequence)
{
	return arena_printf(arena, "SELECT setval(%s, last_value, is_called) FROM %s",
		ddl_sequence_of(arena, table, column), sql_qualified(arena, sequence));
}

const char *ddl_rename_sequence_if_there(
	struct arena *arena, struct qualified sequence, const char *to)
{
	return arena_printf(arena, "ALTER SEQUENCE IF EXISTS %s RENAME TO %s",
		sql_qualified(arena, sequence), sql_identifier(arena, to));
}
