/* What a function or procedure says of itself between its signature and its body, in the order in
 * which PostgreSQL tells it, without what goes without saying. */
#include "schema/sql_routine.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

struct attributes {
	struct routine_reading *reading;
	PgQuery__Node *const *options;
	size_t count;
};

static const PgQuery__Node *value(const struct attributes *of, const char *name)
{
	const PgQuery__DefElem *option = routine_option(of->options, of->count, name);
	return option ? option->arg : NULL;
}

static bool is_true(const struct attributes *of, const char *name)
{
	const PgQuery__Boolean *boolean = SQL_NODE(value(of, name), BOOLEAN, boolean);
	return boolean && boolean->boolval;
}

static const char *word(const struct attributes *of, const char *name, const char *otherwise)
{
	const char *string = sql_node_string(value(of, name));
	return string ? string : otherwise;
}

/* COST or ROWS, when it is said. */
static bool number(const struct attributes *of, const char *name, double *result)
{
	const PgQuery__Integer *integer = SQL_NODE(value(of, name), INTEGER, integer);
	const PgQuery__Float *fraction = SQL_NODE(value(of, name), FLOAT, float_);
	if (integer)
		*result = integer->ival;
	else if (fraction)
		*result = strtod(fraction->fval, NULL);
	return integer || fraction;
}

/* The server refuses what is said twice; SET may be. */
static bool check_once(const struct attributes *of)
{
	for (size_t i = 0; i < of->count; i++) {
		const PgQuery__DefElem *option = of->options[i]->def_elem;
		if (strcmp(option->defname, "set") != 0 &&
			routine_option(of->options, i, option->defname))
			return routine_refuse(of->reading,
				"the function's %s is said twice; take one of them out",
				strcmp(option->defname, "as") == 0 ? "body" : option->defname);
	}
	return true;
}

static void put_volatility(struct text *to, const struct attributes *of)
{
	const char *volatility = word(of, "volatility", "volatile");
	if (strcmp(volatility, "immutable") == 0)
		text_put(to, " IMMUTABLE");
	else if (strcmp(volatility, "stable") == 0)
		text_put(to, " STABLE");
}

static void put_parallel(struct text *to, const struct attributes *of)
{
	const char *parallel = word(of, "parallel", "unsafe");
	if (strcmp(parallel, "safe") == 0)
		text_put(to, " PARALLEL SAFE");
	else if (strcmp(parallel, "restricted") == 0)
		text_put(to, " PARALLEL RESTRICTED");
}

/* In C, or inside the server. */
static bool is_compiled(const char *language)
{
	return strcmp(language, "c") == 0 || strcmp(language, "internal") == 0;
}

static void put_estimates(
	struct text *to, const struct attributes *of, const char *language, bool returns_set)
{
	double estimate;
	if (number(of, "cost", &estimate) && estimate != (is_compiled(language) ? 1 : 100))
		text_printf(to, " COST %.15g", estimate);
	if (number(of, "rows", &estimate) && returns_set && estimate != 1000)
		text_printf(to, " ROWS %.15g", estimate);
}

static void put_support(struct text *to, const struct attributes *of)
{
	const PgQuery__List *name = SQL_NODE(value(of, "support"), LIST, list);
	if (!name)
		return;
	struct qualified support = sql_node_name(name->items, name->n_items);
	text_printf(to, " SUPPORT %s", routine_dotted(of->reading, name->items, name->n_items));
	if (!support.schema || strcmp(support.schema, "pg_catalog") != 0)
		routine_calls(of->reading, support);
}

static bool put_transforms(struct text *to, const struct attributes *of)
{
	const PgQuery__List *types = SQL_NODE(value(of, "transform"), LIST, list);
	for (size_t i = 0; types && i < types->n_items; i++) {
		const char *type = routine_type(of->reading, types->items[i]->type_name);
		if (!type)
			return false;
		text_printf(to, "%s FOR TYPE %s", i ? "," : " TRANSFORM", type);
	}
	return true;
}

/* SET. */

static const char *lower(struct arena *arena, const char *text)
{
	char *copy = arena_strdup(arena, text);
	for (char *c = copy; *c; c++)
		*c = (char)tolower((unsigned char)*c);
	return copy;
}

/* Settings whose values are names, each quoted where it must be. */
static bool is_list_of_names(const char *setting)
{
	static const char *const names[] = {"local_preload_libraries", "search_path",
		"session_preload_libraries", "shared_preload_libraries", "temp_tablespaces",
		"unix_socket_directories"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (strcmp(names[i], setting) == 0)
			return true;
	}
	return false;
}

static const char *constant_text(struct arena *arena, const PgQuery__Node *node)
{
	const PgQuery__AConst *constant = SQL_NODE(node, A_CONST, a_const);
	if (!constant)
		return NULL;
	switch ((int)constant->val_case) {
	case PG_QUERY__A__CONST__VAL_SVAL:
		return constant->sval->sval;
	case PG_QUERY__A__CONST__VAL_IVAL:
		return arena_printf(arena, "%d", constant->ival->ival);
	case PG_QUERY__A__CONST__VAL_FVAL:
		return constant->fval->fval;
	}
	return NULL;
}

/* A word or a number stands for itself, all else is a constant. */
static const char *spelt(struct arena *arena, const char *value)
{
	bool digits = *value && !value[strspn(value, "0123456789")] && strlen(value) < 10;
	bool bare = *value && sql_identifier(arena, value) == value;
	if (strcmp(value, "on") == 0 || strcmp(value, "true") == 0 || strcmp(value, "false") == 0)
		return value;
	return digits || bare ? value : sql_literal(arena, value);
}

/* The setting's name as it is written: "myapp.user". */
static const char *setting_name(struct arena *arena, const char *name)
{
	const char *dot = strchr(name, '.');
	if (!dot)
		return sql_identifier(arena, name);
	return arena_printf(arena, "%s.%s",
		sql_identifier(arena, arena_strndup(arena, name, (size_t)(dot - name))),
		setting_name(arena, dot + 1));
}

static bool put_setting(
	struct text *to, const struct attributes *of, const PgQuery__VariableSetStmt *set)
{
	struct arena *arena = of->reading->arena;
	struct text values = {0};
	const char *name = lower(arena, set->name);
	bool names = is_list_of_names(name), good = true;
	if (set->kind != PG_QUERY__VARIABLE_SET_KIND__VAR_SET_VALUE)
		return routine_refuse(
			of->reading, "say the value that the function runs with: SET name = value");
	for (size_t i = 0; good && i < set->n_args; i++) {
		const char *value = constant_text(arena, set->args[i]);
		good = value != NULL;
		text_put(&values, i ? ", " : "");
		if (good && names)
			text_put(&values, *value ? sql_identifier(arena, value) : "''");
		else if (good)
			text_put(&values, value);
	}
	const char *value = text_take(&values, arena);
	if (!good)
		return routine_refuse(of->reading,
			"the value of setting \"%s\" cannot be read; write a constant", set->name);
	text_printf(to, "\nSET %s = %s", setting_name(arena, name),
		names ? value : spelt(arena, value));
	return true;
}

static bool put_settings(struct text *to, const struct attributes *of)
{
	for (size_t i = 0; i < of->count; i++) {
		const PgQuery__DefElem *option = of->options[i]->def_elem;
		if (strcmp(option->defname, "set") == 0 &&
			!put_setting(to, of, option->arg->variable_set_stmt))
			return false;
	}
	return true;
}

bool routine_attributes(struct routine_reading *reading, struct text *to,
	const PgQuery__CreateFunctionStmt *node, bool returns_set)
{
	struct attributes attributes = {reading, node->options, node->n_options};
	const char *language = word(&attributes, "language", node->sql_body ? "sql" : NULL);
	if (!language)
		return routine_refuse(reading, "the language is missing: LANGUAGE name");
	if (!check_once(&attributes))
		return false;
	reading->routine->language = arena_strdup(reading->arena, language);
	text_printf(to, "\nLANGUAGE %s", sql_identifier(reading->arena, language));
	if (!put_transforms(to, &attributes))
		return false;
	text_put(to, is_true(&attributes, "window") ? " WINDOW" : "");
	put_volatility(to, &attributes);
	text_put(to, is_true(&attributes, "leakproof") ? " LEAKPROOF" : "");
	text_put(to, is_true(&attributes, "strict") ? " STRICT" : "");
	text_put(to, is_true(&attributes, "security") ? " SECURITY DEFINER" : "");
	put_parallel(to, &attributes);
	put_estimates(to, &attributes, language, returns_set);
	put_support(to, &attributes);
	return put_settings(to, &attributes);
}
