/* Values of options in WITH (…) and of operator classes: '70' is 70, 'auto' is auto. The server
 * keeps them all as text. */
#include "schema/sql_writing.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static PgQuery__Node *integer_node(struct sql_tree *tree, int value)
{
	PgQuery__Integer *integer = arena_new(&tree->arena, PgQuery__Integer);
	PgQuery__Node *node = arena_new(&tree->arena, PgQuery__Node);
	pg_query__integer__init(integer);
	pg_query__node__init(node);
	integer->ival = value;
	node->node_case = PG_QUERY__NODE__NODE_INTEGER;
	node->integer = integer;
	return node;
}

static PgQuery__Node *number_node(struct sql_tree *tree, const char *value)
{
	PgQuery__Float *number = arena_new(&tree->arena, PgQuery__Float);
	PgQuery__Node *node = arena_new(&tree->arena, PgQuery__Node);
	pg_query__float__init(number);
	pg_query__node__init(node);
	number->fval = arena_strdup(&tree->arena, value);
	node->node_case = PG_QUERY__NODE__NODE_FLOAT;
	node->float_ = number;
	return node;
}

/* A word that is no number and no keyword stands for itself as a type's name does. */
static PgQuery__Node *word_node(struct sql_tree *tree, const char *word)
{
	PgQuery__TypeName *name = arena_new(&tree->arena, PgQuery__TypeName);
	PgQuery__Node *node = arena_new(&tree->arena, PgQuery__Node);
	pg_query__type_name__init(name);
	pg_query__node__init(node);
	name->names = arena_alloc(&tree->arena, sizeof *name->names);
	name->names[0] = sql_string_node(tree, word);
	name->n_names = 1;
	name->typemod = -1;
	node->node_case = PG_QUERY__NODE__NODE_TYPE_NAME;
	node->type_name = name;
	return node;
}

static bool is_word(const char *value)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz_";
	return *value && !value[strspn(value, letters)];
}

/* "0.5", "12": as the grammar reads it back. */
static bool is_number(const char *value)
{
	size_t before = strspn(value, "0123456789");
	if (before == 0 || !value[before])
		return before > 0;
	return value[before] == '.' && value[before + 1] &&
	       !value[before + 1 + strspn(value + before + 1, "0123456789")];
}

/* The value's node; NULL: it is best as the string that it is. */
static PgQuery__Node *value_node(struct sql_tree *tree, const char *value)
{
	errno = 0;
	long number = strtol(value, NULL, 10);
	bool positive = is_number(value);
	if (positive && !strchr(value, '.') && errno == 0 && number <= INT_MAX)
		return integer_node(tree, (int)number);
	if (positive)
		return number_node(tree, value);
	if (*value == '-' && is_number(value + 1) && !strchr(value, '.') && errno == 0 &&
		number >= INT_MIN)
		return integer_node(tree, (int)number);
	if (is_word(value) && strcmp(sql_identifier(&tree->arena, value), value) == 0)
		return word_node(tree, value);
	return NULL;
}

/* An option alone is true. */
static void normalise_option(void *context, ProtobufCMessage *message)
{
	struct sql_tree *tree = context;
	if (!SQL_IS(message, def_elem))
		return;
	PgQuery__DefElem *option = (PgQuery__DefElem *)message;
	const char *value = sql_node_string(option->arg);
	PgQuery__Node *node = value ? value_node(tree, value) : NULL;
	if (!option->arg)
		option->arg = sql_string_node(tree, "true");
	else if (node)
		option->arg = node;
}

void sql_normalise_options(struct sql_tree *tree, ProtobufCMessage *message)
{
	sql_tree_walk(message, normalise_option, tree);
}

/* What is said of them. */

const char *sql_option_value(struct arena *arena, const PgQuery__Node *node)
{
	const PgQuery__TypeName *word = SQL_NODE(node, TYPE_NAME, type_name);
	const PgQuery__Integer *integer = SQL_NODE(node, INTEGER, integer);
	const PgQuery__Float *number = SQL_NODE(node, FLOAT, float_);
	if (!node)
		return "true";
	if (integer)
		return arena_printf(arena, "%d", integer->ival);
	if (number)
		return arena_strdup(arena, number->fval);
	if (word)
		return arena_strdup(arena, sql_node_name(word->names, word->n_names).name);
	const char *string = sql_node_string(node);
	return string ? arena_strdup(arena, string) : "";
}

const char *sql_truth(const char *value)
{
	static const char *const words[][2] = {
		{"true", "false"}, {"on", "off"}, {"yes", "no"}, {"1", "0"}};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (strcasecmp(value, words[i][0]) == 0)
			return "true";
		if (strcasecmp(value, words[i][1]) == 0)
			return "false";
	}
	return NULL;
}
