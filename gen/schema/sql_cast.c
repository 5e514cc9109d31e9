/* Which casts the server makes by itself, and which of them leave the table as it is: pg_cast and
 * ATColumnChangeRequiresRewrite() of PostgreSQL. */
#include "schema/sql.h"
#include "schema/sql_type.h"

#include <stdio.h>
#include <string.h>

/* From one type of pg_catalog to others, implicitly or by assignment, beside itself and strings. */
struct casts {
	const char *from;
	const char *to; /* names, each with a space before and after */
};

#define REGISTERED                                                                                 \
	" regclass regcollation regconfig regdictionary regnamespace regoper regoperator regproc " \
	"regprocedure regrole regtype "

static const struct casts casts[] = {
	{"bit", " varbit "},
	{"box", " polygon "},
	{"bpchar", " char name "},
	{"cidr", " inet "},
	{"date", " timestamp timestamptz "},
	{"float4", " int2 int4 int8 float8 numeric "},
	{"float8", " int2 int4 int8 float4 numeric "},
	{"inet", " cidr "},
	{"int2", " int4 int8 float4 float8 numeric oid" REGISTERED},
	{"int4", " int2 int8 float4 float8 numeric money oid" REGISTERED},
	{"int8", " int2 int4 float4 float8 numeric money oid" REGISTERED},
	{"interval", " time "},
	{"json", " jsonb "},
	{"jsonb", " json "},
	{"macaddr", " macaddr8 "},
	{"macaddr8", " macaddr "},
	{"money", " numeric "},
	{"numeric", " int2 int4 int8 float4 float8 money "},
	{"oid", " int4 int8" REGISTERED},
	{"path", " polygon "},
	{"point", " box "},
	{"polygon", " path "},
	{"regclass", " oid int4 int8 "},
	{"regcollation", " oid int4 int8 "},
	{"regconfig", " oid int4 int8 "},
	{"regdictionary", " oid int4 int8 "},
	{"regnamespace", " oid int4 int8 "},
	{"regoper", " oid int4 int8 regoperator "},
	{"regoperator", " oid int4 int8 regoper "},
	{"regproc", " oid int4 int8 regprocedure "},
	{"regprocedure", " oid int4 int8 regproc "},
	{"regrole", " oid int4 int8 "},
	{"regtype", " oid int4 int8 "},
	{"text", " char name regclass "},
	{"time", " interval timetz "},
	{"timestamp", " date time timestamptz "},
	{"timestamptz", " date time timetz timestamp "},
	{"timetz", " time "},
	{"varbit", " bit "},
	{"varchar", " char name regclass "},
};

/* Casts that only look at the same bytes in another way. */
static const struct casts binary_casts[] = {
	{"bit", " varbit "},
	{"cidr", " inet "},
	{"int4", " oid" REGISTERED},
	{"oid", " int4" REGISTERED},
	{"pg_node_tree", " text "},
	{"regclass", " oid int4 "},
	{"regcollation", " oid int4 "},
	{"regconfig", " oid int4 "},
	{"regdictionary", " oid int4 "},
	{"regnamespace", " oid int4 "},
	{"regoper", " oid int4 regoperator "},
	{"regoperator", " oid int4 regoper "},
	{"regproc", " oid int4 regprocedure "},
	{"regprocedure", " oid int4 regproc "},
	{"regrole", " oid int4 "},
	{"regtype", " oid int4 "},
	{"text", " bpchar varchar "},
	{"varbit", " bit "},
	{"varchar", " bpchar text "},
	{"xml", " bpchar text varchar "},
};

/* Every type is cast to these by assignment, through its output. */
static const char strings[] = " bpchar name text varchar ";

static bool lists(const char *names, const char *name)
{
	char wanted[NAME_MAX_BYTES + 3];
	snprintf(wanted, sizeof wanted, " %s ", name);
	return strstr(names, wanted);
}

static bool is_listed(const struct casts *from, size_t count, const struct builtin_type *a,
	const struct builtin_type *b)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(from[i].from, a->name) == 0)
			return lists(from[i].to, b->name);
	}
	return false;
}

bool sql_casts_by_assignment(const struct sql_type *from, const struct sql_type *to)
{
	const struct builtin_type *a = from->user.name ? NULL : builtin_type_spelt(from->base);
	const struct builtin_type *b = to->user.name ? NULL : builtin_type_spelt(to->base);
	if (b && to->dimensions == 0 && lists(strings, b->name))
		return true;
	if ((from->dimensions != 0) != (to->dimensions != 0))
		return false;
	if (!a || !b)
		return strcmp(from->base, to->base) == 0 || (b && lists(strings, b->name));
	return a == b || lists(strings, b->name) ||
	       is_listed(casts, sizeof casts / sizeof *casts, a, b);
}

/* The modifiers of a type's text: "(12,2)", "" when there are none. Brackets are left out. */
struct modifiers_text {
	const char *start;
	size_t length;
	long first, second; /* as far as there are numbers; else -1 */
};

static struct modifiers_text modifiers_of(const struct sql_type *type)
{
	struct modifiers_text modifiers = {type->text + strlen(type->base), 0, -1, -1};
	modifiers.length = strcspn(modifiers.start, "[");
	if (modifiers.length)
		sscanf(modifiers.start, "%*[^0-9-]%ld,%ld", &modifiers.first, &modifiers.second);
	return modifiers;
}

static bool same_modifiers(const struct modifiers_text *a, const struct modifiers_text *b)
{
	return a->length == b->length && strncmp(a->start, b->start, a->length) == 0;
}

/* The smallest field that an interval keeps, which its last word names: 0 is the second. */
static int least_field(const struct modifiers_text *modifiers)
{
	static const char *const fields[] = {"second", "minute", "hour", "day", "month", "year"};
	size_t length = strcspn(modifiers->start, "([");
	for (int i = 0; i < (int)(sizeof fields / sizeof *fields); i++) {
		size_t word = strlen(fields[i]);
		if (length > word &&
			strncmp(modifiers->start + length - word, fields[i], word) == 0)
			return i;
	}
	return 0;
}

static bool widens_interval(
	const struct modifiers_text *from, const struct modifiers_text *to, int most)
{
	int before = least_field(from), after = least_field(to);
	bool finer = to->first < 0 || to->first >= most ||
		     (from->first >= 0 && to->first >= from->first);
	return after <= before && (before > 0 || finer);
}

/* Whether every value of a type fits it under its new modifiers, as the server's support functions
 * see it. */
static bool widens(const struct builtin_type *type, const struct modifiers_text *from,
	const struct modifiers_text *to)
{
	if (to->length == 0 || same_modifiers(from, to))
		return true;
	switch (type->modifiers) {
	case MODIFIERS_NONE:
		return true;
	case MODIFIERS_LENGTH:
		return strncmp(type->name, "var", 3) == 0 && from->length != 0 &&
		       to->first >= from->first;
	case MODIFIERS_PRECISION:
		return to->first == type->most || (from->length != 0 && to->first >= from->first);
	case MODIFIERS_NUMERIC:
		return from->length != 0 && to->second == from->second && to->first >= from->first;
	case MODIFIERS_INTERVAL:
		return widens_interval(from, to, type->most);
	}
	return false;
}

bool sql_cast_keeps_storage(const struct sql_type *from, const struct sql_type *to)
{
	const struct builtin_type *a = from->user.name ? NULL : builtin_type_spelt(from->base);
	const struct builtin_type *b = to->user.name ? NULL : builtin_type_spelt(to->base);
	struct modifiers_text before = modifiers_of(from), after = modifiers_of(to);
	if ((from->dimensions != 0) != (to->dimensions != 0))
		return false;
	if (!a || !b)
		return strcmp(from->base, to->base) == 0 && same_modifiers(&before, &after);
	if (from->dimensions) /* the server looks no deeper than the array */
		return a == b && (after.length == 0 || same_modifiers(&before, &after));
	if (a == b)
		return widens(a, &before, &after);
	return after.length == 0 &&
	       is_listed(binary_casts, sizeof binary_casts / sizeof *binary_casts, a, b);
}
