/* Operators: their options in one order. */
#include "schema/sql_routine.h"

#include <string.h>

enum value_kind { VALUE_FUNCTION, VALUE_TYPE, VALUE_OPERATOR, VALUE_SWITCH };

static const struct known {
	const char *name, *spelling;
	enum value_kind kind;
} all_known[] = {
	{"function", "FUNCTION", VALUE_FUNCTION},
	{"leftarg", "LEFTARG", VALUE_TYPE},
	{"rightarg", "RIGHTARG", VALUE_TYPE},
	{"commutator", "COMMUTATOR", VALUE_OPERATOR},
	{"negator", "NEGATOR", VALUE_OPERATOR},
	{"restrict", "RESTRICT", VALUE_FUNCTION},
	{"join", "JOIN", VALUE_FUNCTION},
	{"hashes", "HASHES", VALUE_SWITCH},
	{"merges", "MERGES", VALUE_SWITCH},
};
enum { FUNCTION, LEFT, RIGHT, KNOWN = sizeof all_known / sizeof *all_known };

static size_t find_known(const char *name)
{
	size_t i = 0;
	if (strcmp(name, "procedure") == 0)
		name = "function";
	while (i < KNOWN && strcmp(all_known[i].name, name) != 0)
		i++;
	return i;
}

/* NULL: it cannot be read. "" of a switch that is on. */
static const char *value_text(
	struct routine_reading *reading, enum value_kind kind, const PgQuery__Node *node)
{
	switch (kind) {
	case VALUE_FUNCTION:
		return routine_function_name(reading, node);
	case VALUE_TYPE:
		return node && node->node_case == PG_QUERY__NODE__NODE_TYPE_NAME
			       ? routine_type(reading, node->type_name)
			       : NULL;
	case VALUE_OPERATOR:
		return routine_operator_name(reading, node);
	case VALUE_SWITCH:
		return "";
	}
	return NULL;
}

static bool collect(struct routine_reading *reading, const PgQuery__DefineStmt *node,
	const char *values[static KNOWN])
{
	for (size_t i = 0; i < node->n_definition; i++) {
		const PgQuery__DefElem *option = node->definition[i]->def_elem;
		size_t at = find_known(option->defname);
		if (at == KNOWN)
			return routine_refuse(
				reading, "an operator has no option \"%s\"", option->defname);
		values[at] = value_text(reading, all_known[at].kind, option->arg);
		if (!values[at])
			return routine_refuse(reading, "the value of option \"%s\" cannot be read",
				option->defname);
	}
	if (!values[FUNCTION] || !values[RIGHT])
		return routine_refuse(reading, "an operator needs FUNCTION and RIGHTARG");
	return true;
}

bool routine_operator(struct routine_reading *reading, const PgQuery__DefineStmt *node)
{
	struct routine *routine = reading->routine;
	struct text text = {0};
	const char *values[KNOWN] = {0};
	if (node->kind != PG_QUERY__OBJECT_TYPE__OBJECT_OPERATOR)
		return routine_refuse(reading, "the definition of an operator is expected here");
	if (!collect(reading, node, values))
		return false;
	const char *before = "(";
	for (size_t i = 0; i < KNOWN; i++) {
		if (!values[i])
			continue;
		text_printf(&text, "%s%s%s%s", before, all_known[i].spelling,
			*values[i] ? " = " : "", values[i]);
		before = ", ";
	}
	text_put(&text, ")");
	routine->definition = text_take(&text, reading->arena);
	routine->object.name.suffix = arena_printf(
		reading->arena, " (%s, %s)", values[LEFT] ? values[LEFT] : "NONE", values[RIGHT]);
	routine->arguments = routine->object.name.suffix;
	return true;
}
