/* Options of CREATE SEQUENCE, with everything filled in that they leave unsaid. */
#include "schema/sql_tree.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* What was said; the rest follows from it. */
struct said {
	bool minimum, maximum, start;
};

static bool read_number(const PgQuery__Node *node, long long *number)
{
	const PgQuery__Integer *integer = SQL_NODE(node, INTEGER, integer);
	const PgQuery__Float *wide = SQL_NODE(node, FLOAT, float_); /* more than 32 bits */
	if (integer)
		*number = integer->ival;
	if (!wide)
		return integer;
	char *end;
	errno = 0;
	*number = strtoll(wide->fval, &end, 10);
	return errno == 0 && *end == '\0';
}

static bool set_number(struct arena *arena, const PgQuery__DefElem *option, long long *number,
	bool *said, struct sql_error *error)
{
	if (!option->arg) { /* NO MINVALUE, NO MAXVALUE */
		*said = false;
		return true;
	}
	*said = true;
	return read_number(option->arg, number) ||
	       sql_refuse(arena, error, 0, "the number after \"%s\" does not fit a sequence",
		       option->defname);
}

static bool set_type(struct sql_tree *tree, struct arena *arena, const PgQuery__DefElem *option,
	struct sequence *sequence, struct sql_error *error)
{
	struct sql_type type;
	if (!sql_read_type(tree, arena, option->arg->type_name, &type, error))
		return false;
	if (strcmp(type.text, "smallint") != 0 && strcmp(type.text, "integer") != 0 &&
		strcmp(type.text, "bigint") != 0)
		return sql_refuse(arena, error, 0,
			"a sequence is a \"smallint\", an \"integer\" or a \"bigint\", not \"%s\"",
			type.text);
	sequence->options.type = type.text;
	return true;
}

static bool set_owner(struct arena *arena, const PgQuery__DefElem *option,
	struct sequence *sequence, struct sql_error *error)
{
	const PgQuery__List *list = SQL_NODE(option->arg, LIST, list);
	struct qualified last = sql_node_name(list->items, list->n_items);
	sequence->owner_table = (struct qualified){0};
	sequence->owner_column = NULL;
	if (list->n_items == 1 && strcmp(last.name, "none") == 0)
		return true;
	if (list->n_items < 2 || list->n_items > 3)
		return sql_refuse(arena, error, 0,
			"OWNED BY names a table and its column: OWNED BY table.column");
	struct qualified table = sql_node_name(list->items, list->n_items - 1);
	sequence->owner_table.schema = arena_strdup(arena, table.schema);
	sequence->owner_table.name = arena_strdup(arena, table.name);
	sequence->owner_column = arena_strdup(arena, last.name);
	return true;
}

static bool set_option(struct sql_tree *tree, struct arena *arena, const PgQuery__DefElem *option,
	struct sequence *sequence, struct said *said, struct sql_error *error)
{
	const char *name = option->defname;
	bool ignored;
	if (strcmp(name, "as") == 0)
		return set_type(tree, arena, option, sequence, error);
	if (strcmp(name, "increment") == 0)
		return set_number(arena, option, &sequence->options.increment, &ignored, error);
	if (strcmp(name, "minvalue") == 0)
		return set_number(arena, option, &sequence->options.minimum, &said->minimum, error);
	if (strcmp(name, "maxvalue") == 0)
		return set_number(arena, option, &sequence->options.maximum, &said->maximum, error);
	if (strcmp(name, "start") == 0)
		return set_number(arena, option, &sequence->options.start, &said->start, error);
	if (strcmp(name, "cache") == 0)
		return set_number(arena, option, &sequence->options.cache, &ignored, error);
	if (strcmp(name, "owned_by") == 0)
		return set_owner(arena, option, sequence, error);
	if (strcmp(name, "cycle") == 0) {
		sequence->options.cycle = option->arg->boolean->boolval;
		return true;
	}
	return sql_refuse(arena, error, 0, "a sequence's model has no option \"%s\"", name);
}

static void find_range(const char *type, long long *least, long long *most)
{
	*least = LLONG_MIN;
	*most = LLONG_MAX;
	if (strcmp(type, "smallint") == 0) {
		*least = SHRT_MIN;
		*most = SHRT_MAX;
	} else if (strcmp(type, "integer") == 0) {
		*least = INT_MIN;
		*most = INT_MAX;
	}
}

static bool complete(struct arena *arena, struct sequence *sequence, const struct said *said,
	struct sql_error *error)
{
	long long least, most;
	bool ascending = sequence->options.increment > 0;
	find_range(sequence->options.type, &least, &most);
	if (!said->minimum)
		sequence->options.minimum = ascending ? 1 : least;
	if (!said->maximum)
		sequence->options.maximum = ascending ? most : -1;
	if (!said->start)
		sequence->options.start =
			ascending ? sequence->options.minimum : sequence->options.maximum;
	if (sequence->options.increment == 0)
		return sql_refuse(arena, error, 0, "a sequence cannot step by 0");
	if (sequence->options.minimum < least || sequence->options.maximum > most)
		return sql_refuse(arena, error, 0,
			"the limits of a sequence of type \"%s\" are %lld and %lld",
			sequence->options.type, least, most);
	if (sequence->options.minimum >= sequence->options.maximum)
		return sql_refuse(arena, error, 0,
			"the sequence's minimum, %lld, is not below its maximum, %lld",
			sequence->options.minimum, sequence->options.maximum);
	if (sequence->options.start < sequence->options.minimum ||
		sequence->options.start > sequence->options.maximum)
		return sql_refuse(arena, error, 0,
			"the sequence's start, %lld, is not between its minimum, %lld, and its "
			"maximum, %lld",
			sequence->options.start, sequence->options.minimum,
			sequence->options.maximum);
	if (sequence->options.cache < 1)
		return sql_refuse(arena, error, 0, "a sequence's cache holds at least 1");
	return true;
}

static bool read_sequence(struct sql_tree *tree, struct arena *arena,
	const PgQuery__CreateSeqStmt *node, struct sequence *sequence, struct sql_error *error)
{
	struct said said = {0};
	for (size_t i = 0; i < node->n_options; i++) {
		const PgQuery__DefElem *option = node->options[i]->def_elem;
		for (size_t j = 0; j < i; j++) {
			if (strcmp(node->options[j]->def_elem->defname, option->defname) == 0)
				return sql_refuse(arena, error, 0, "option \"%s\" is given twice",
					option->defname);
		}
		if (!set_option(tree, arena, option, sequence, &said, error))
			return false;
	}
	return complete(arena, sequence, &said, error);
}

bool sql_identity_options(struct arena *arena, const char *text, const char *type,
	struct sequence_options *options, struct sql_error *error)
{
	struct sequence said = {0}, plain = {0};
	const char *as = arena_printf(arena, "AS %s ", type);
	*options = (struct sequence_options){0};
	if (!sql_sequence(arena, as, &plain, error))
		return false;
	if (!sql_sequence(arena, arena_printf(arena, "%s%s", as, text), &said, error)) {
		error->offset -= error->offset < strlen(as) ? error->offset : strlen(as);
		return false;
	}
	if (said.owner_table.name)
		return sql_refuse(arena, error, 0,
			"an identity's sequence is its column's; leave OWNED BY out");
	if (!options_equal(&said.options, &plain.options))
		*options = said.options;
	return true;
}

bool sql_sequence(
	struct arena *arena, const char *text, struct sequence *sequence, struct sql_error *error)
{
	static const struct sql_frame frame = {"CREATE SEQUENCE s ", ""};
	struct sql_tree tree;
	if (!sql_tree_parse(&tree, arena, frame, text, error))
		return false;
	const PgQuery__CreateSeqStmt *node =
		SQL_NODE(tree.statement, CREATE_SEQ_STMT, create_seq_stmt);
	struct object object = sequence->object;
	*sequence = (struct sequence){
		.object = object, .options = {.type = "bigint", .increment = 1, .cache = 1}};
	bool good = node ? read_sequence(&tree, arena, node, sequence, error)
			 : sql_refuse(arena, error, 0, "options of a sequence are expected here");
	sql_tree_finish(&tree);
	return good;
}
