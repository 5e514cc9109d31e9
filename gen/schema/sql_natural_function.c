/* What is known of PostgreSQL's own functions; see sql_natural.h. */
#include "schema/sql_natural.h"

#include <string.h>

static const struct kind nothing;

static struct kind own(const char *name)
{
	return (struct kind){.name = name};
}

/* --- functions ---------------------------------------------------------------------------------
 */

/* Sorted by name, then by the number of arguments. */
static const struct known_function functions[] = {
	{"array_length", "..", "int4"},
	{"array_to_string", ".t", "text"},
	{"ascii", "t", "int4"},
	{"bit_length", "t", "int4"},
	{"btrim", "t", "text"},
	{"btrim", "tt", "text"},
	{"cardinality", ".", "int4"},
	{"char_length", "t", "int4"},
	{"character_length", "t", "int4"},
	{"concat", "*", "text"},
	{"concat_ws", "t*", "text"},
	{"count", ".", "int8"},
	{"current_setting", "t", "text"},
	{"current_setting", "t.", "text"},
	{"date_part", "t.", "float8"},
	{"date_trunc", "t.", NULL},
	{"decode", "tt", "bytea"},
	{"encode", ".t", "text"},
	{"extract", "..", "numeric"},
	{"format", "t*", "text"},
	{"gen_random_uuid", "", "uuid"},
	{"host", ".", "text"},
	{"initcap", "t", "text"},
	{"json_typeof", ".", "text"},
	{"jsonb_array_length", ".", "int4"},
	{"jsonb_typeof", ".", "text"},
	{"left", "t.", "text"},
	{"length", "t", "int4"},
	{"lower", "t", NULL},
	{"lpad", "t.", "text"},
	{"lpad", "t.t", "text"},
	{"ltrim", "t", "text"},
	{"ltrim", "tt", "text"},
	{"md5", "t", "text"},
	{"now", "", "timestamptz"},
	{"octet_length", "t", "int4"},
	{"plainto_tsquery", "rt", "tsquery"},
	{"position", "tt", "int4"},
	{"quote_ident", "t", "text"},
	{"quote_literal", "t", "text"},
	{"regexp_match", "tt", NULL},
	{"regexp_matches", "tt", NULL},
	{"regexp_replace", "ttt", "text"},
	{"regexp_replace", "tttt", "text"},
	{"regexp_split_to_array", "tt", NULL},
	{"repeat", "t.", "text"},
	{"replace", "ttt", "text"},
	{"reverse", "t", "text"},
	{"right", "t.", "text"},
	{"rpad", "t.", "text"},
	{"rpad", "t.t", "text"},
	{"rtrim", "t", "text"},
	{"rtrim", "tt", "text"},
	{"similar_to_escape", "t", "text"},
	{"split_part", "tt.", "text"},
	{"starts_with", "tt", "bool"},
	{"string_to_array", "tt", NULL},
	{"strpos", "tt", "int4"},
	{"substr", "t.", "text"},
	{"substr", "t..", "text"},
	{"substring", "t.", "text"},
	{"substring", "t..", "text"},
	{"to_char", ".t", "text"},
	{"to_date", "tt", "date"},
	{"to_number", "tt", "numeric"},
	{"to_timestamp", "tt", "timestamptz"},
	{"to_tsquery", "rt", "tsquery"},
	{"to_tsvector", "rt", "tsvector"},
	{"translate", "ttt", "text"},
	{"upper", "t", NULL},
};

static bool takes(const char *arguments, size_t count)
{
	size_t least = strcspn(arguments, "*");
	return arguments[least] ? count >= least : count == least;
}

const struct known_function *natural_function(const PgQuery__FuncCall *call)
{
	struct qualified name = sql_node_name(call->funcname, call->n_funcname);
	if (!name.name || call->n_funcname > 2 ||
		(name.schema && strcmp(name.schema, "pg_catalog") != 0) || call->func_variadic ||
		call->agg_star || call->over)
		return NULL;
	for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
		if (strcmp(functions[i].name, name.name) == 0 &&
			takes(functions[i].arguments, call->n_args))
			return &functions[i];
	}
	return NULL;
}

/* Functions whose result is of their argument's type, or nearly. */
static struct kind numeric_function_kind(const char *name, struct kind argument)
{
	static const char *const same[] = {
		"abs", "ceil", "ceiling", "floor", "round", "trunc", "sign", "max", "min"};
	bool small = kind_is(argument, "int2") || kind_is(argument, "int4");
	bool integer = small || kind_is(argument, "int8");
	bool exact = kind_is(argument, "numeric"), inexact = kind_is(argument, "float8");
	if (strcmp(name, "sum") == 0)
		return small              ? own("int8")
		       : integer || exact ? own("numeric")
		       : inexact          ? argument
					  : nothing;
	if (strcmp(name, "avg") == 0)
		return integer || exact ? own("numeric") : inexact ? argument : nothing;
	if (!exact && !inexact)
		return nothing;
	for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
		if (strcmp(name, same[i]) == 0)
			return argument;
	}
	return nothing;
}

/* upper and lower are a range's bounds, too. */
struct kind natural_function_kind(const struct natural *natural, const PgQuery__FuncCall *call)
{
	const struct known_function *function = natural_function(call);
	const char *name = sql_node_name(call->funcname, call->n_funcname).name;
	if (function && function->result)
		return own(function->result);
	if (name && call->n_funcname == 1 && call->n_args == 1 && !function)
		return numeric_function_kind(
			name, natural_base(natural, natural_kind(natural, call->args[0])));
	if (!function || call->n_args != 1)
		return nothing;
	struct kind argument = natural_base(natural, natural_kind(natural, call->args[0]));
	return kind_is(argument, "text") || kind_is(argument, "varchar") ? own("text") : nothing;
}
