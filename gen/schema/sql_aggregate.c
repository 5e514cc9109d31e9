/* Aggregates: their options in one order, without what goes without saying. */
#include "schema/sql_routine.h"

#include <string.h>
#include <strings.h>

/* How the value of an option is read. */
enum value_kind {
	VALUE_FUNCTION,
	VALUE_TYPE,
	VALUE_NUMBER,
	VALUE_TEXT,
	VALUE_OPERATOR,
	VALUE_WORD,
	VALUE_SWITCH
};

struct known {
	const char *name, *spelling;
	enum value_kind kind;
	const char *usual; /* goes without saying */
};

/* In the order in which they are written; the last three spellings of old belong to the first. */
static const struct known all_known[] = {
	{"sfunc", "SFUNC", VALUE_FUNCTION, NULL},
	{"stype", "STYPE", VALUE_TYPE, NULL},
	{"sspace", "SSPACE", VALUE_NUMBER, "0"},
	{"finalfunc", "FINALFUNC", VALUE_FUNCTION, NULL},
	{"finalfunc_extra", "FINALFUNC_EXTRA", VALUE_SWITCH, NULL},
	{"finalfunc_modify", "FINALFUNC_MODIFY", VALUE_WORD, "READ_ONLY"},
	{"combinefunc", "COMBINEFUNC", VALUE_FUNCTION, NULL},
	{"serialfunc", "SERIALFUNC", VALUE_FUNCTION, NULL},
	{"deserialfunc", "DESERIALFUNC", VALUE_FUNCTION, NULL},
	{"initcond", "INITCOND", VALUE_TEXT, NULL},
	{"msfunc", "MSFUNC", VALUE_FUNCTION, NULL},
	{"minvfunc", "MINVFUNC", VALUE_FUNCTION, NULL},
	{"mstype", "MSTYPE", VALUE_TYPE, NULL},
	{"msspace", "MSSPACE", VALUE_NUMBER, "0"},
	{"mfinalfunc", "MFINALFUNC", VALUE_FUNCTION, NULL},
	{"mfinalfunc_extra", "MFINALFUNC_EXTRA", VALUE_SWITCH, NULL},
	{"mfinalfunc_modify", "MFINALFUNC_MODIFY", VALUE_WORD, "READ_ONLY"},
	{"minitcond", "MINITCOND", VALUE_TEXT, NULL},
	{"sortop", "SORTOP", VALUE_OPERATOR, NULL},
	{"parallel", "PARALLEL", VALUE_WORD, "UNSAFE"},
	{"hypothetical", "HYPOTHETICAL", VALUE_SWITCH, NULL},
};

static const struct known *find_known(const char *name)
{
	static const char *const old[][2] = {
		{"sfunc1", "sfunc"}, {"stype1", "stype"}, {"initcond1", "initcond"}};
	for (size_t i = 0; i < sizeof old / sizeof *old; i++) {
		if (strcasecmp(name, old[i][0]) == 0)
			name = old[i][1];
	}
	for (size_t i = 0; i < sizeof all_known / sizeof *all_known; i++) {
		if (strcasecmp(all_known[i].name, name) == 0)
			return &all_known[i];
	}
	return NULL;
}

/* A word, a name or a string, whichever way the grammar took it. */
static const char *said_text(struct arena *arena, const PgQuery__Node *node)
{
	const PgQuery__TypeName *name = SQL_NODE(node, TYPE_NAME, type_name);
	const PgQuery__Integer *integer = SQL_NODE(node, INTEGER, integer);
	const PgQuery__Float *number = SQL_NODE(node, FLOAT, float_);
	if (name)
		return sql_node_name(name->names, name->n_names).name;
	if (integer)
		return arena_printf(arena, "%d", integer->ival);
	return number ? number->fval : sql_node_string(node);
}

/* The grammar takes a function's name for a type or, when it is a word of its own, a string. */
const char *routine_function_name(struct routine_reading *reading, const PgQuery__Node *node)
{
	const PgQuery__TypeName *name = SQL_NODE(node, TYPE_NAME, type_name);
	struct qualified function = {0};
	if (name)
		function = sql_node_name(name->names, name->n_names);
	else
		function.name = sql_node_string(node);
	if (!function.name)
		return NULL;
	if (function.schema && strcmp(function.schema, "pg_catalog") == 0)
		function.schema = NULL;
	else
		routine_calls(reading, function);
	return arena_strdup(reading->arena, sql_qualified(reading->arena, function));
}

const char *routine_operator_name(struct routine_reading *reading, const PgQuery__Node *node)
{
	const PgQuery__List *list = SQL_NODE(node, LIST, list);
	if (!list)
		return sql_node_string(node);
	struct qualified name = sql_node_name(list->items, list->n_items);
	if (!name.schema || strcmp(name.schema, "pg_catalog") == 0)
		return arena_strdup(reading->arena, name.name);
	return arena_printf(reading->arena, "OPERATOR(%s.%s)",
		sql_identifier(reading->arena, name.schema), name.name);
}

static const char *upper(struct arena *arena, const char *text)
{
	char *copy = arena_strdup(arena, text);
	for (char *c = copy; *c; c++) {
		if (*c >= 'a' && *c <= 'z')
			*c = (char)(*c - 'a' + 'A');
	}
	return copy;
}

/* NULL: it cannot be read. */
static const char *value_text(
	struct routine_reading *reading, const struct known *known, const PgQuery__Node *node)
{
	struct arena *arena = reading->arena;
	const char *said = node ? said_text(arena, node) : NULL;
	switch (known->kind) {
	case VALUE_FUNCTION:
		return routine_function_name(reading, node);
	case VALUE_TYPE:
		return node && node->node_case == PG_QUERY__NODE__NODE_TYPE_NAME
			       ? routine_type(reading, node->type_name)
			       : said;
	case VALUE_NUMBER:
		return said ? arena_strdup(arena, said) : NULL;
	case VALUE_TEXT:
		return said ? arena_strdup(arena, sql_literal(arena, said)) : NULL;
	case VALUE_OPERATOR:
		return routine_operator_name(reading, node);
	case VALUE_WORD:
		return said ? upper(arena, said) : NULL;
	case VALUE_SWITCH:
		return "";
	}
	return NULL;
}

static bool is_off(const PgQuery__Node *node)
{
	const PgQuery__Boolean *boolean = SQL_NODE(node, BOOLEAN, boolean);
	const char *string = sql_node_string(node);
	return (boolean && !boolean->boolval) || (string && strcmp(string, "false") == 0);
}

struct options {
	const PgQuery__DefElem *given[sizeof all_known / sizeof *all_known];
	bool ordered; /* WITHIN GROUP: what its final function does by default is another */
};

static bool collect(
	struct routine_reading *reading, const PgQuery__DefineStmt *node, struct options *options)
{
	for (size_t i = 0; i < node->n_definition; i++) {
		const PgQuery__DefElem *option = node->definition[i]->def_elem;
		const struct known *known = find_known(option->defname);
		if (!known)
			return routine_refuse(
				reading, "an aggregate has no option \"%s\"", option->defname);
		if (options->given[known - all_known])
			return routine_refuse(reading,
				"the option \"%s\" is said twice; take one of them out",
				known->name);
		options->given[known - all_known] = option;
	}
	if (!options->given[0] || !options->given[1])
		return routine_refuse(reading, "an aggregate needs SFUNC and STYPE");
	return true;
}

static bool is_usual(const struct options *options, const struct known *known, const char *text)
{
	const char *usual = known->usual;
	if (options->ordered && strstr(known->name, "finalfunc_modify"))
		usual = "READ_WRITE";
	return usual && strcmp(text, usual) == 0;
}

static bool put_options(
	struct routine_reading *reading, struct text *to, const struct options *options)
{
	const char *before = " (";
	for (size_t i = 0; i < sizeof all_known / sizeof *all_known; i++) {
		const struct known *known = &all_known[i];
		const PgQuery__DefElem *option = options->given[i];
		if (!option || (known->kind == VALUE_SWITCH && is_off(option->arg)))
			continue;
		const char *text = value_text(reading, known, option->arg);
		if (!text)
			return routine_refuse(
				reading, "the value of option \"%s\" cannot be read", known->name);
		if (is_usual(options, known, text))
			continue;
		text_printf(to, "%s%s%s%s", before, known->spelling, *text ? " = " : "", text);
		before = ", ";
	}
	text_put(to, ")");
	return true;
}

/* "(a integer)", "(*)", "(double precision ORDER BY anyelement)"; the types alone the same way. */
static bool put_arguments(struct routine_reading *reading, struct text *to, struct text *types,
	const PgQuery__DefineStmt *node, bool *ordered)
{
	const PgQuery__List *list = SQL_NODE(node->args[0], LIST, list);
	const PgQuery__Integer *direct = SQL_NODE(node->args[1], INTEGER, integer);
	size_t count = list ? list->n_items : 0;
	long first_ordered = direct ? direct->ival : -1;
	*ordered = first_ordered >= 0;
	if (!count)
		text_put(to, "*");
	if (!count)
		text_put(types, "*");
	for (size_t i = 0; i < count; i++) {
		const char *type;
		bool order = first_ordered == (long)i;
		const char *between = order ? (i ? " ORDER BY " : "ORDER BY ") : i ? ", " : "";
		text_put(to, between);
		text_put(types, between);
		if (!routine_argument(reading, to, list->items[i]->function_parameter, &type))
			return false;
		if (list->items[i]->function_parameter->mode ==
			PG_QUERY__FUNCTION_PARAMETER_MODE__FUNC_PARAM_VARIADIC)
			text_put(types, "VARIADIC ");
		text_put(types, type);
	}
	/* (VARIADIC "any" ORDER BY VARIADIC "any"): the grammar keeps only one of the two. */
	if (*ordered && (size_t)first_ordered == count && count > 0) {
		const char *last;
		struct text again = {0};
		bool good = routine_argument(
			reading, &again, list->items[count - 1]->function_parameter, &last);
		text_printf(to, " ORDER BY %s", text_string(&again));
		text_printf(types, " ORDER BY VARIADIC %s", good ? last : "");
		text_finish(&again);
	}
	return true;
}

bool routine_aggregate(struct routine_reading *reading, const PgQuery__DefineStmt *node)
{
	struct routine *routine = reading->routine;
	struct text arguments = {0}, types = {0}, text = {0};
	struct options options = {0};
	if (node->kind != PG_QUERY__OBJECT_TYPE__OBJECT_AGGREGATE || node->oldstyle ||
		node->n_args != 2)
		return routine_refuse(reading,
			"write the aggregate with the types of its arguments in front: (integer) "
			"(SFUNC = …, STYPE = …)");
	bool good = put_arguments(reading, &arguments, &types, node, &options.ordered) &&
		    collect(reading, node, &options);
	routine->arguments = arena_printf(reading->arena, "(%s)", text_string(&arguments));
	routine->object.name.suffix = arena_printf(reading->arena, "(%s)", text_string(&types));
	text_put(&text, routine->arguments);
	good = good && put_options(reading, &text, &options);
	routine->definition = text_take(&text, reading->arena);
	text_finish(&arguments);
	text_finish(&types);
	return good;
}
