/* The bodies of functions and procedures: as they were written, or as statements of SQL, and what
 * they speak of. */
#include "schema/sql_routine.h"

#include <ctype.h>
#include <string.h>

/* What statements mention. */

struct collection {
	struct arena *arena;
	struct mentions *mentions;
	struct names queries; /* WITH names: no relations */
};

static bool holds(const struct names *names, const char *name)
{
	list_each (const char **, each, names) {
		if (strcmp(*each, name) == 0)
			return true;
	}
	return false;
}

static void add_relation(struct collection *to, const PgQuery__RangeVar *relation)
{
	struct qualified name = {.schema = *relation->schemaname ? relation->schemaname : NULL,
		.name = relation->relname};
	list_each (struct qualified *, each, &to->mentions->relations) {
		if (qualified_equal(*each, name))
			return;
	}
	name.schema = arena_strdup(to->arena, name.schema);
	name.name = arena_strdup(to->arena, name.name);
	list_push(to->arena, &to->mentions->relations, name);
}

static void add_column(struct collection *to, const PgQuery__ColumnRef *column)
{
	const char *name = sql_node_string(column->fields[column->n_fields - 1]);
	if (!name)
		to->mentions->every_column = true;
	else if (!holds(&to->mentions->columns, name))
		list_push(to->arena, &to->mentions->columns, arena_strdup(to->arena, name));
}

static void collect(void *context, ProtobufCMessage *message)
{
	struct collection *to = context;
	if (SQL_IS(message, common_table_expr)) {
		const PgQuery__CommonTableExpr *query = (const PgQuery__CommonTableExpr *)message;
		list_push(to->arena, &to->queries, arena_strdup(to->arena, query->ctename));
	} else if (SQL_IS(message, range_var)) {
		add_relation(to, (const PgQuery__RangeVar *)message);
	} else if (SQL_IS(message, column_ref)) {
		add_column(to, (const PgQuery__ColumnRef *)message);
	}
}

static void without_queries(struct collection *from)
{
	struct qualifieds kept = {0};
	list_each (struct qualified *, each, &from->mentions->relations) {
		if (each->schema || !holds(&from->queries, each->name))
			list_push(from->arena, &kept, *each);
	}
	from->mentions->relations = kept;
}

static void mention_statements(
	struct arena *arena, ProtobufCMessage *message, struct mentions *mentions)
{
	struct collection collection = {.arena = arena, .mentions = mentions};
	sql_mentions(arena, message, mentions);
	sql_tree_walk(message, collect, &collection);
	if (collection.queries.count)
		without_queries(&collection);
}

/* Words: what a body in another language might mean. */

static size_t word_length(const char *at)
{
	size_t length = 0;
	if (*at == '"') {
		const char *end = strchr(at + 1, '"');
		return end ? (size_t)(end - at) + 1 : 1;
	}
	while (isalnum((unsigned char)at[length]) || at[length] == '_' ||
		((unsigned char)at[length] & 0x80))
		length++;
	return length;
}

static const char *folded(struct arena *arena, const char *at, size_t length)
{
	if (*at == '"')
		return arena_strndup(arena, at + 1, length > 1 ? length - 2 : 0);
	char *word = arena_strndup(arena, at, length);
	for (char *c = word; *c; c++)
		*c = (char)tolower((unsigned char)*c);
	return word;
}

static void collect_words(struct arena *arena, const char *body, struct names *words)
{
	struct map seen = {0};
	for (size_t length; *body; body += length) {
		length = word_length(body);
		if (!length) {
			length = 1;
			continue;
		}
		const char *word = folded(arena, body, length);
		if (!*word || isdigit((unsigned char)*word) || map_get(&seen, word))
			continue;
		map_put(arena, &seen, word, words);
		list_push(arena, words, word);
	}
}

/* A body between quotes. */

/* Of the language sql the grammar tells what it speaks of; what it cannot read, its words do. */
static void look_into(struct routine_reading *reading, const char *body)
{
	struct routine *routine = reading->routine;
	struct sql_tree tree;
	if (strcmp(routine->language, "sql") != 0 || !sql_tree_parse_all(&tree, body)) {
		collect_words(reading->arena, body, &routine->words);
		return;
	}
	mention_statements(reading->arena, &tree.result->base, &routine->body_mentions);
	sql_tree_finish(&tree);
}

/* A tag that does not stand in the body. */
static const char *quotation(struct arena *arena, const char *body)
{
	size_t length = strlen(body);
	bool ends = length && body[length - 1] == '$';
	if (!ends && !strstr(body, "$$"))
		return "$$";
	const char *tag = "$body$";
	for (unsigned i = 1; strstr(body, arena_strndup(arena, tag, strlen(tag) - 1)); i++)
		tag = arena_printf(arena, "$body%u$", i);
	return tag;
}

static bool put_quoted(struct routine_reading *reading, struct text *to, const PgQuery__DefElem *as)
{
	struct arena *arena = reading->arena;
	struct routine *routine = reading->routine;
	const PgQuery__List *list = SQL_NODE(as->arg, LIST, list);
	const char *first = list && list->n_items ? sql_node_string(list->items[0]) : NULL;
	const char *second = list && list->n_items > 1 ? sql_node_string(list->items[1]) : NULL;
	bool compiled =
		strcmp(routine->language, "c") == 0 || strcmp(routine->language, "internal") == 0;
	if (!first || (second && strcmp(routine->language, "c") != 0))
		return routine_refuse(reading, "AS takes one string, the function's body");
	if (compiled) {
		text_printf(to, "\nAS %s", sql_literal(arena, first));
		if (second && strcmp(second, "-") != 0)
			text_printf(to, ", %s", sql_literal(arena, second));
		return true;
	}
	routine->body = arena_strdup(arena, first);
	const char *quote = quotation(arena, first);
	text_printf(to, "\nAS %s", quote);
	text_put(to, first);
	text_put(to, quote);
	look_into(reading, first);
	return true;
}

/* RETURN and BEGIN ATOMIC. */

static bool put_statement(struct routine_reading *reading, struct text *to, PgQuery__Node *node)
{
	const PgQuery__ReturnStmt *result = SQL_NODE(node, RETURN_STMT, return_stmt);
	const char *sql = result ? sql_node_text(reading->tree, reading->arena, result->returnval)
				 : sql_statement_text(reading->tree, reading->arena, node);
	if (!sql)
		return sql_cannot_write(reading->arena, reading->error);
	text_printf(to, "%s%s", result ? "RETURN " : "", sql);
	return true;
}

static bool put_statements(
	struct routine_reading *reading, struct text *to, const PgQuery__List *body)
{
	const PgQuery__List *list = body->n_items ? SQL_NODE(body->items[0], LIST, list) : body;
	text_put(to, "\nBEGIN ATOMIC\n");
	for (size_t i = 0; list && i < list->n_items; i++) {
		if (!put_statement(reading, to, list->items[i]))
			return false;
		text_put(to, ";\n");
	}
	text_put(to, "END");
	return true;
}

bool routine_body(
	struct routine_reading *reading, struct text *to, const PgQuery__CreateFunctionStmt *node)
{
	const PgQuery__DefElem *as = routine_option(node->options, node->n_options, "as");
	PgQuery__Node *body = node->sql_body;
	if ((as != NULL) == (body != NULL))
		return routine_refuse(
			reading, as ? "the body is there twice; take one of them out"
				    : "the body is missing: AS $$…$$, or RETURN expression");
	if (as)
		return put_quoted(reading, to, as);
	if (strcmp(reading->routine->language, "sql") != 0)
		return routine_refuse(reading, "a body without quotes is in LANGUAGE sql");
	sql_normalise(reading->tree, &body->base);
	mention_statements(reading->arena, &body->base, &reading->routine->mentions);
	const PgQuery__List *list = SQL_NODE(body, LIST, list);
	if (list)
		return put_statements(reading, to, list);
	text_put_char(to, '\n');
	return put_statement(reading, to, body);
}
