/* From one type to another; see convert.h. */
#include "plan/convert.h"

#include "schema/sql.h"

#include <stdlib.h>
#include <string.h>

enum family {
	FAMILY_OTHER,
	FAMILY_BOOLEAN,
	FAMILY_NUMBER,
	FAMILY_TEXT,
	FAMILY_DAY, /* date, timestamp, timestamptz */
	FAMILY_TIME,
	FAMILY_INTERVAL,
	FAMILY_JSON,
	FAMILY_NETWORK,
	FAMILY_BITS
};

/* digits: what a number holds before the point; rank: a larger one of the family holds every value
 * of a smaller one. */
static const struct known_type {
	const char *base;
	enum family family;
	int rank;
	int digits;
	const char *stand_in;
} known_types[] = {
	{"boolean", FAMILY_BOOLEAN, 0, 0, "false"},
	{"smallint", FAMILY_NUMBER, 1, 5, "0"},
	{"integer", FAMILY_NUMBER, 2, 10, "0"},
	{"bigint", FAMILY_NUMBER, 3, 19, "0"},
	{"numeric", FAMILY_NUMBER, 4, 0, "0"},
	{"real", FAMILY_NUMBER, 5, 0, "0"},
	{"double precision", FAMILY_NUMBER, 6, 0, "0"},
	{"money", FAMILY_OTHER, 0, 0, "0"},
	{"oid", FAMILY_OTHER, 0, 0, "0"},
	{"\"char\"", FAMILY_TEXT, 0, 0, "''"},
	{"char", FAMILY_TEXT, 1, 0, "''"},
	{"bpchar", FAMILY_TEXT, 2, 0, "''"},
	{"varchar", FAMILY_TEXT, 3, 0, "''"},
	{"text", FAMILY_TEXT, 4, 0, "''"},
	{"name", FAMILY_OTHER, 0, 0, "''"},
	{"citext", FAMILY_OTHER, 0, 0, "''"},
	{"bytea", FAMILY_OTHER, 0, 0, "''"},
	{"date", FAMILY_DAY, 1, 0, "'epoch'"},
	{"timestamp", FAMILY_DAY, 2, 0, "'epoch'"},
	{"timestamptz", FAMILY_DAY, 2, 0, "'epoch'"},
	{"time", FAMILY_TIME, 1, 0, "'00:00'"},
	{"timetz", FAMILY_TIME, 2, 0, "'00:00+00'"},
	{"interval", FAMILY_INTERVAL, 0, 0, "'0'"},
	{"uuid", FAMILY_OTHER, 0, 0, "'00000000-0000-0000-0000-000000000000'"},
	{"json", FAMILY_JSON, 1, 0, "'{}'"},
	{"jsonb", FAMILY_JSON, 1, 0, "'{}'"},
	{"cidr", FAMILY_NETWORK, 1, 0, "'0.0.0.0/0'"},
	{"inet", FAMILY_NETWORK, 2, 0, "'0.0.0.0'"},
	{"macaddr", FAMILY_OTHER, 0, 0, "'00:00:00:00:00:00'"},
	{"macaddr8", FAMILY_OTHER, 0, 0, "'00:00:00:00:00:00:00:00'"},
	{"bit varying", FAMILY_BITS, 1, 0, "''"},
	{"tsvector", FAMILY_OTHER, 0, 0, "''"},
	{"hstore", FAMILY_OTHER, 0, 0, "''"},
	{"int4range", FAMILY_OTHER, 0, 0, "'empty'"},
	{"int8range", FAMILY_OTHER, 0, 0, "'empty'"},
	{"numrange", FAMILY_OTHER, 0, 0, "'empty'"},
	{"daterange", FAMILY_OTHER, 0, 0, "'empty'"},
	{"tsrange", FAMILY_OTHER, 0, 0, "'empty'"},
	{"tstzrange", FAMILY_OTHER, 0, 0, "'empty'"},
	{"point", FAMILY_OTHER, 0, 0, "'(0,0)'"},
};

static const struct known_type *known_type(const struct sql_type *type)
{
	static const struct known_type other = {"", FAMILY_OTHER, 0, 0, NULL};
	for (size_t i = 0; i < sizeof known_types / sizeof *known_types; i++) {
		if (strcmp(known_types[i].base, type->base) == 0)
			return &known_types[i];
	}
	return &other;
}

static bool is_integer(const struct sql_type *type)
{
	return known_type(type)->digits > 0 && type->dimensions == 0;
}

/* The numbers between parentheses; how many there are. */
static int modifiers(const struct sql_type *type, long numbers[2])
{
	const char *at = strchr(type->text + strlen(type->base), '(');
	int count = 0;
	while (at && count < 2 && *at != ')') {
		char *end;
		numbers[count++] = strtol(at + 1, &end, 10);
		at = *end == ',' || *end == ')' ? end : NULL;
	}
	return count;
}

bool convert_keeps_meaning(const struct sql_type *from, const struct sql_type *to)
{
	if (from->dimensions != to->dimensions)
		return false;
	return strcmp(from->base, to->base) == 0 || (is_integer(from) && is_integer(to));
}

/* One base: fewer modifiers or larger ones. A scale takes from the digits before the point. */
static bool wider_modifiers(const struct sql_type *from, const struct sql_type *to)
{
	long old[2] = {0}, new[2] = {0};
	int old_count = modifiers(from, old), new_count = modifiers(to, new);
	if (new_count == 0)
		return true;
	if (old_count == 0)
		return false;
	if (strcmp(to->base, "numeric") == 0)
		return new[1] >= old[1] && new[0] - new[1] >= old[0] - old[1];
	if (strcmp(to->base, "bit") == 0)
		return new[0] == old[0];
	return new[0] >= old[0];
}

static bool number_fits(const struct sql_type *from, const struct sql_type *to)
{
	const struct known_type *old = known_type(from), *new = known_type(to);
	long numbers[2] = {0};
	if (strcmp(new->base, "numeric") == 0)
		return old->digits &&
		       (modifiers(to, numbers) == 0 || numbers[0] - numbers[1] >= old->digits);
	if (strcmp(new->base, "real") == 0)
		return old->rank == 1;
	if (strcmp(new->base, "double precision") == 0)
		return old->rank <= 2 || strcmp(old->base, "real") == 0;
	if (strcmp(old->base, "numeric") == 0)
		return modifiers(from, numbers) > 0 && numbers[1] <= 0 &&
		       numbers[0] - numbers[1] < new->digits;
	return old->digits && old->rank <= new->rank;
}

bool convert_is_lossless(const struct sql_type *from, const struct sql_type *to)
{
	if (from->dimensions != to->dimensions)
		return to->dimensions == 0 && strcmp(to->text, "text") == 0;
	if (strcmp(from->base, to->base) == 0)
		return wider_modifiers(from, to);
	const struct known_type *old = known_type(from), *new = known_type(to);
	long numbers[2] = {0}, others[2] = {0};
	/* A type of an extension that moved to another schema. */
	if (from->user.name && to->user.name && strcmp(from->user.name, to->user.name) == 0)
		return true;
	if (strcmp(to->base, "text") == 0 ||
		(strcmp(to->base, "varchar") == 0 && modifiers(to, numbers) == 0))
		return true;
	if (old->family != new->family)
		return old->family == FAMILY_BOOLEAN && new->family == FAMILY_NUMBER;
	switch (new->family) {
	case FAMILY_NUMBER:
		return number_fits(from, to);
	case FAMILY_TEXT:
		return modifiers(from, numbers) && modifiers(to, others) &&
		       numbers[0] <= others[0] && old->rank <= new->rank;
	case FAMILY_DAY:
	case FAMILY_JSON:
	case FAMILY_NETWORK:
		return old->rank <= new->rank &&modifiers(to, numbers) == 0;
	case FAMILY_OTHER:
	case FAMILY_BOOLEAN:
	case FAMILY_TIME:
	case FAMILY_INTERVAL:
	case FAMILY_BITS:
		return false;
	}
	return false;
}

/* Whether from::to exists, assignment or not. Every type can be written as text and read from it.
 */
static bool casts_explicitly(const struct sql_type *from, const struct sql_type *to)
{
	enum family old = known_type(from)->family, new = known_type(to)->family;
	if (new == FAMILY_TEXT || old == FAMILY_TEXT || strcmp(from->base, to->base) == 0)
		return true;
	if (old == new)
		return old != FAMILY_OTHER && old != FAMILY_BITS;
	if (old == FAMILY_DAY)
		return new == FAMILY_TIME &&strcmp(from->base, "date") != 0;
	return (old == FAMILY_TIME && new == FAMILY_INTERVAL &&strcmp(from->base, "time") == 0) ||
	       (old == FAMILY_INTERVAL && strcmp(to->base, "time") == 0) ||
	       (strcmp(from->base, "jsonb") == 0 && new == FAMILY_NUMBER) ||
	       (strcmp(from->base, "jsonb") == 0 && new == FAMILY_BOOLEAN);
}

bool convert_is_text(const struct sql_type *type)
{
	return known_type(type)->family == FAMILY_TEXT;
}

static const char *cast(struct arena *arena, const char *column, const struct sql_type *to)
{
	return arena_printf(arena, "%s::%s", column, to->text);
}

const char *convert_through_text(struct arena *arena, const char *column,
	const struct sql_type *from, const struct sql_type *to)
{
	if ((convert_is_text(from) && from->dimensions == to->dimensions) ||
		strcmp(to->text, "text") == 0)
		return cast(arena, column, to);
	bool array = from->dimensions && from->dimensions == to->dimensions;
	return arena_printf(arena, "%s::text%s::%s", column, array ? "[]" : "", to->text);
}

const char *convert_expression(struct arena *arena, const char *column, const struct sql_type *from,
	const struct sql_type *to, bool *certain)
{
	enum family old = known_type(from)->family, new = known_type(to)->family;
	*certain = true;
	if (from->dimensions == to->dimensions) {
		bool single = from->dimensions == 0;
		if (single && old == FAMILY_BOOLEAN && new == FAMILY_NUMBER)
			return strcmp(to->text, "integer") == 0
				       ? cast(arena, column, to)
				       : arena_printf(arena, "%s::integer::%s", column, to->text);
		if (single && old == FAMILY_NUMBER && new == FAMILY_BOOLEAN)
			return arena_printf(arena, "%s <> 0", column);
		/* What casts a user's type has, only the server knows. */
		if (to->user.name || from->user.name || casts_explicitly(from, to))
			return cast(arena, column, to);
	} else if (from->dimensions == 0 && strcmp(from->base, to->base) == 0) {
		return arena_printf(arena, "ARRAY[%s]::%s", column, to->text);
	}
	*certain = convert_is_text(from) || convert_is_text(to);
	return convert_through_text(arena, column, from, to);
}

const char *convert_stand_in(
	struct arena *arena, const struct schema *schema, const struct sql_type *type)
{
	if (type->dimensions)
		return "'{}'";
	if (type->user.name) {
		const struct enum_type *list = schema_find(schema, OBJECT_ENUM, type->user);
		if (list)
			return list->labels.count
				       ? sql_literal(arena, list->labels.items[0]->object.name.name)
				       : NULL;
		const struct domain *domain = schema_find(schema, OBJECT_DOMAIN, type->user);
		if (domain)
			return convert_stand_in(arena, schema, &domain->base);
	}
	return known_type(type)->stand_in;
}
