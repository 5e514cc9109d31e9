/* Rules, extended statistics and collations in SQL's own words. */
#include "schema/sql_definition.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* --- rules -------------------------------------------------------------------------------------
 */

static const char *event_name(PgQuery__CmdType event)
{
	switch ((int)event) {
	case PG_QUERY__CMD_TYPE__CMD_UPDATE:
		return "UPDATE";
	case PG_QUERY__CMD_TYPE__CMD_INSERT:
		return "INSERT";
	case PG_QUERY__CMD_TYPE__CMD_DELETE:
		return "DELETE";
	default:
		return NULL;
	}
}

static void put_actions(struct defining *to, struct writing *writing, PgQuery__RuleStmt *node)
{
	bool several = node->n_actions > 1;
	text_put(&writing->text, node->instead ? " DO INSTEAD " : " DO ALSO ");
	if (node->n_actions == 0)
		text_put(&writing->text, "NOTHING");
	text_put(&writing->text, several ? "(" : "");
	for (size_t i = 0; i < node->n_actions; i++) {
		const char *action =
			sql_statement_text(to->tree, &to->tree->arena, node->actions[i]);
		writing->failed |= !action;
		text_printf(&writing->text, "%s%s", i ? "; " : "", action ? action : "");
	}
	text_put(&writing->text, several ? ")" : "");
}

bool define_rule(struct defining *to)
{
	struct writing writing = {.tree = to->tree};
	PgQuery__RuleStmt *node = SQL_NODE(to->tree->statement, RULE_STMT, rule_stmt);
	const char *event = node ? event_name(node->event) : NULL;
	if (!node)
		return sql_refuse(to->arena, to->error, 0, "a rule's definition is expected here");
	if (!event)
		return sql_refuse(
			to->arena, to->error, 0, "a rule on SELECT is a view; declare that");
	text_printf(&writing.text, "AS ON %s TO ", event);
	struct qualified on = {
		.schema = *node->relation->schemaname ? node->relation->schemaname : NULL,
		.name = node->relation->relname};
	to->definition->relation = (struct qualified){
		arena_strdup(to->arena, on.schema), arena_strdup(to->arena, on.name), NULL};
	text_put(&writing.text, sql_qualified(&to->tree->arena, on));
	if (node->where_clause) {
		text_put(&writing.text, " WHERE ");
		writing_expression(&writing, node->where_clause);
	}
	put_actions(to, &writing, node);
	define_mentions(to, &node->base);
	return define_take(to, &writing);
}

/* --- extended statistics -----------------------------------------------------------------------
 */

enum { STATISTICS_KINDS = 3 };

static bool put_kinds(
	struct defining *to, struct writing *writing, const PgQuery__CreateStatsStmt *node)
{
	static const char *const kinds[STATISTICS_KINDS] = {"ndistinct", "dependencies", "mcv"};
	bool said[STATISTICS_KINDS] = {false};
	size_t count = 0;
	for (size_t i = 0; i < node->n_stat_types; i++) {
		const char *name = sql_node_string(node->stat_types[i]);
		size_t kind = 0;
		while (kind < STATISTICS_KINDS && strcmp(kinds[kind], name) != 0)
			kind++;
		if (kind == STATISTICS_KINDS)
			return sql_refuse(to->arena, to->error, 0,
				"\"%s\" is no kind of statistics; there are ndistinct, dependencies and mcv",
				name);
		count += !said[kind];
		said[kind] = true;
	}
	if (count == 0 || count == STATISTICS_KINDS)
		return true;
	const char *before = "(";
	for (size_t i = 0; i < STATISTICS_KINDS; i++) {
		if (!said[i])
			continue;
		text_printf(&writing->text, "%s%s", before, kinds[i]);
		before = ", ";
	}
	text_put(&writing->text, ") ");
	return true;
}

/* Columns by name, expressions after them as they were written: the server does not keep the order
 * of columns. */
static int by_column(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void put_elements(
	struct defining *to, struct writing *writing, const PgQuery__CreateStatsStmt *node)
{
	struct names columns = {0};
	for (size_t i = 0; i < node->n_exprs; i++) {
		const PgQuery__StatsElem *element =
			SQL_NODE(node->exprs[i], STATS_ELEM, stats_elem);
		if (*element->name)
			list_push(to->arena, &columns, arena_strdup(to->arena, element->name));
	}
	if (columns.count)
		qsort(columns.items, columns.count, sizeof *columns.items, by_column);
	const char *before = "ON ";
	list_each (const char **, column, &columns) {
		text_printf(
			&writing->text, "%s%s", before, sql_identifier(&to->tree->arena, *column));
		before = ", ";
	}
	for (size_t i = 0; i < node->n_exprs; i++) {
		const PgQuery__StatsElem *element = node->exprs[i]->stats_elem;
		if (*element->name)
			continue;
		text_printf(&writing->text, "%s(", before);
		writing_expression(writing, element->expr);
		text_put(&writing->text, ")");
		before = ", ";
		define_mentions(to, &element->expr->base);
	}
	to->definition->columns = columns;
}

bool define_statistics(struct defining *to)
{
	struct writing writing = {.tree = to->tree};
	PgQuery__CreateStatsStmt *node =
		SQL_NODE(to->tree->statement, CREATE_STATS_STMT, create_stats_stmt);
	const PgQuery__RangeVar *from = node && node->n_relations == 1
						? SQL_NODE(node->relations[0], RANGE_VAR, range_var)
						: NULL;
	if (!from || from->alias)
		return sql_refuse(to->arena, to->error, 0,
			"statistics are of one table: \"ON a, b FROM table\"");
	if (!put_kinds(to, &writing, node)) {
		text_finish(&writing.text);
		return false;
	}
	put_elements(to, &writing, node);
	struct qualified name = {
		.schema = *from->schemaname ? from->schemaname : NULL, .name = from->relname};
	to->definition->relation = (struct qualified){
		arena_strdup(to->arena, name.schema), arena_strdup(to->arena, name.name), NULL};
	text_printf(&writing.text, " FROM %s", sql_qualified(&to->tree->arena, name));
	const char *text = text_take(&writing.text, to->arena);
	to->definition->definition = writing.failed ? NULL : text;
	return !writing.failed || sql_cannot_write(to->arena, to->error);
}

/* --- collations --------------------------------------------------------------------------------
 */

/* A value as text, whether it was written as a string, a word or a truth value. */
static const char *value_text(const PgQuery__Node *node)
{
	const PgQuery__TypeName *word = SQL_NODE(node, TYPE_NAME, type_name);
	return word ? sql_node_name(word->names, word->n_names).name : sql_node_string(node);
}

static bool is_true(const char *value)
{
	return strcmp(value, "true") == 0 || strcmp(value, "on") == 0 || strcmp(value, "1") == 0;
}

struct collation {
	struct parameters options;
	const char *collate, *ctype; /* while they may be one */
};

static void add_option(
	struct defining *to, struct collation *collation, const char *name, const char *value)
{
	struct parameter option = {name, value};
	list_push(to->arena, &collation->options, option);
}

static bool read_option(
	struct defining *to, struct collation *collation, const PgQuery__DefElem *option)
{
	const char *name = option->defname, *value = value_text(option->arg);
	if (!value)
		return sql_refuse(
			to->arena, to->error, 0, "option \"%s\" needs a value in quotes", name);
	const char *literal = sql_literal(to->arena, value);
	if (strcmp(name, "lc_collate") == 0)
		collation->collate = literal;
	else if (strcmp(name, "lc_ctype") == 0)
		collation->ctype = literal;
	else if (strcmp(name, "provider") == 0)
		add_option(to, collation, "provider",
			sql_identifier(to->arena, arena_strdup(to->arena, value)));
	else if (strcmp(name, "deterministic") == 0)
		add_option(to, collation, "deterministic", is_true(value) ? "true" : "false");
	else
		add_option(to, collation, arena_strdup(to->arena, name), literal);
	return true;
}

/* Provider first, then by name. */
static int by_option(const void *a, const void *b)
{
	const struct parameter *one = a, *two = b;
	bool first = strcmp(one->name, "provider") == 0,
	     second = strcmp(two->name, "provider") == 0;
	return first != second ? second - first : strcmp(one->name, two->name);
}

static bool goes_without_saying(const struct parameter *option)
{
	return (strcmp(option->name, "provider") == 0 && strcmp(option->value, "libc") == 0) ||
	       (strcmp(option->name, "deterministic") == 0 && strcmp(option->value, "true") == 0);
}

static void put_options(struct defining *to, struct collation *collation)
{
	struct text text = {0};
	struct parameters *options = &collation->options;
	const char *collate = collation->collate, *ctype = collation->ctype;
	if (collate && ctype && strcmp(collate, ctype) == 0) {
		add_option(to, collation, "locale", collate);
	} else {
		if (collate)
			add_option(to, collation, "lc_collate", collate);
		if (ctype)
			add_option(to, collation, "lc_ctype", ctype);
	}
	if (options->count)
		qsort(options->items, options->count, sizeof *options->items, by_option);
	const char *before = "(";
	list_each (const struct parameter *, option, options) {
		if (goes_without_saying(option))
			continue;
		text_printf(&text, "%s%s = %s", before, sql_identifier(to->arena, option->name),
			option->value);
		before = ", ";
	}
	text_put(&text, ")");
	to->definition->definition = text_take(&text, to->arena);
}

bool define_collation(struct defining *to)
{
	const PgQuery__DefineStmt *node = SQL_NODE(to->tree->statement, DEFINE_STMT, define_stmt);
	struct collation collation = {0};
	if (!node || node->kind != PG_QUERY__OBJECT_TYPE__OBJECT_COLLATION ||
		node->n_definition == 0)
		return sql_refuse(
			to->arena, to->error, 0, "a collation's definition is expected here");
	for (size_t i = 0; i < node->n_definition; i++) {
		const PgQuery__DefElem *option = node->definition[i]->def_elem;
		const PgQuery__List *from = SQL_NODE(option->arg, LIST, list);
		if (from && strcmp(option->defname, "from") == 0) {
			struct qualified name = sql_node_name(from->items, from->n_items);
			to->definition->definition =
				arena_printf(to->arena, "FROM %s", sql_qualified(to->arena, name));
			return true;
		}
		if (!read_option(to, &collation, option))
			return false;
	}
	put_options(to, &collation);
	return true;
}
