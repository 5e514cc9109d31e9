/* The canonical text of constraints and indexes: what goes without saying is not said. */
#include "schema/sql_writing.h"

#include <string.h>

static const char *identifier(struct writing *to, const char *name)
{
	return sql_identifier(&to->tree->arena, name);
}

void writing_names(struct writing *to, PgQuery__Node *const *nodes, size_t count)
{
	text_put(&to->text, "(");
	for (size_t i = 0; i < count; i++) {
		const PgQuery__IndexElem *element = SQL_NODE(nodes[i], INDEX_ELEM, index_elem);
		const char *name = element ? element->name : sql_node_string(nodes[i]);
		text_printf(&to->text, "%s%s", i ? ", " : "", identifier(to, name ? name : ""));
	}
	text_put(&to->text, ")");
}

void writing_expression(struct writing *to, PgQuery__Node *node)
{
	const char *text = sql_node_text(to->tree, &to->tree->arena, node);
	to->failed |= !text;
	text_put(&to->text, text ? text : "");
}

static void put_dotted(struct writing *to, PgQuery__Node *const *nodes, size_t count)
{
	for (size_t i = 0; i < count; i++)
		text_printf(
			&to->text, "%s%s", i ? "." : "", identifier(to, sql_node_string(nodes[i])));
}

/* A word that the grammar takes for a value by itself comes as a type, every other as a string. */
static void put_value(struct writing *to, PgQuery__Node *node)
{
	const PgQuery__TypeName *word = SQL_NODE(node, TYPE_NAME, type_name);
	const PgQuery__Integer *integer = SQL_NODE(node, INTEGER, integer);
	const PgQuery__Float *number = SQL_NODE(node, FLOAT, float_);
	const char *string = sql_node_string(node);
	if (word)
		put_dotted(to, word->names, word->n_names);
	else if (integer)
		text_printf(&to->text, "%d", integer->ival);
	else if (number)
		text_put(&to->text, number->fval);
	else if (string && (strcmp(string, "on") == 0 || strcmp(string, "true") == 0 ||
				   strcmp(string, "false") == 0))
		text_put(&to->text, string);
	else if (string)
		text_put(&to->text, sql_literal(&to->tree->arena, string));
	else
		to->failed = true;
}

void writing_options(struct writing *to, PgQuery__Node *const *nodes, size_t count)
{
	text_put(&to->text, "(");
	for (size_t i = 0; i < count; i++) {
		const PgQuery__DefElem *option = nodes[i]->def_elem;
		text_put(&to->text, i ? ", " : "");
		if (*option->defnamespace)
			text_printf(&to->text, "%s.", identifier(to, option->defnamespace));
		text_put(&to->text, identifier(to, option->defname));
		if (option->arg) {
			text_put(&to->text, " = ");
			put_value(to, option->arg);
		}
	}
	text_put(&to->text, ")");
}

struct parameters writing_parameters(
	struct sql_tree *tree, struct arena *arena, PgQuery__Node *const *nodes, size_t count)
{
	struct parameters parameters = {0};
	for (size_t i = 0; i < count; i++) {
		const PgQuery__DefElem *option = nodes[i]->def_elem;
		struct writing value = {.tree = tree};
		if (option->arg)
			put_value(&value, option->arg);
		else
			text_put(&value.text, "true");
		struct parameter parameter = {
			arena_strdup(arena, option->defname), text_take(&value.text, arena)};
		list_push(arena, &parameters, parameter);
	}
	return parameters;
}

/* A call may stand for itself, everything else needs parentheses of its own. */
static void put_key(struct writing *to, const PgQuery__IndexElem *element)
{
	const PgQuery__FuncCall *call = SQL_NODE(element->expr, FUNC_CALL, func_call);
	bool bare = call && call->funcformat == PG_QUERY__COERCION_FORM__COERCE_EXPLICIT_CALL;
	if (!element->expr) {
		text_put(&to->text, identifier(to, element->name));
		return;
	}
	text_put(&to->text, bare ? "" : "(");
	writing_expression(to, element->expr);
	text_put(&to->text, bare ? "" : ")");
}

void writing_element(struct writing *to, const PgQuery__IndexElem *element)
{
	put_key(to, element);
	if (element->n_collation) {
		text_put(&to->text, " COLLATE ");
		put_dotted(to, element->collation, element->n_collation);
	}
	if (element->n_opclass) {
		text_put(&to->text, " ");
		put_dotted(to, element->opclass, element->n_opclass);
	}
	if (element->n_opclassopts) {
		text_put(&to->text, " ");
		writing_options(to, element->opclassopts, element->n_opclassopts);
	}
	if (element->ordering == PG_QUERY__SORT_BY_DIR__SORTBY_DESC)
		text_put(&to->text, " DESC");
	if (element->nulls_ordering == PG_QUERY__SORT_BY_NULLS__SORTBY_NULLS_FIRST)
		text_put(&to->text, " NULLS FIRST");
	if (element->nulls_ordering == PG_QUERY__SORT_BY_NULLS__SORTBY_NULLS_LAST)
		text_put(&to->text, " NULLS LAST");
}

void writing_method(struct writing *to, const char *method)
{
	if (*method && strcmp(method, "btree") != 0)
		text_printf(&to->text, "USING %s ", identifier(to, method));
}

const char *writing_take(struct writing *to, struct arena *arena, const char *before)
{
	const char *text = text_take(&to->text, arena);
	if (to->failed)
		return NULL;
	return sql_reads_back(to->tree, arena_printf(&to->tree->arena, "%s%s", before, text))
		       ? text
		       : NULL;
}

static void mention(struct arena *arena, struct names *names, const char *name)
{
	list_each (const char **, each, names) {
		if (strcmp(*each, name) == 0)
			return;
	}
	list_push(arena, names, arena_strdup(arena, name));
}

void writing_mention_nodes(
	struct arena *arena, struct names *names, PgQuery__Node *const *nodes, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const PgQuery__List *pair = SQL_NODE(nodes[i], LIST, list);
		const PgQuery__Node *node = pair ? pair->items[0] : nodes[i];
		const PgQuery__IndexElem *element = SQL_NODE(node, INDEX_ELEM, index_elem);
		const char *name = element ? element->name : sql_node_string(node);
		if (name && *name)
			mention(arena, names, name);
	}
}
