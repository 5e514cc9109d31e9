/* Parentheses that libpg_query's deparser forgets.
 *
 * It writes (a OR b)::int as a OR b::int, and its like. The tree has no node for parentheses, so
 * every operand that could need them is taken out, written by itself, and a column of a name that
 * nobody has stands for it until the text is put together. */
#include "schema/sql_tree.h"

#include "base/text.h"

#include <string.h>

struct operands {
	struct sql_tree *tree;
	struct names texts; /* what each placeholder stands for, with others within */
	bool failed;
};

#define PLACEHOLDER "restruct_operand_"

static bool is_special_call(const ProtobufCMessage *message)
{
	return SQL_IS(message, func_call) && ((const PgQuery__FuncCall *)message)->funcformat ==
						     PG_QUERY__COERCION_FORM__COERCE_SQL_SYNTAX;
}

/* Whether the operands of a message may need parentheses. */
static bool has_operands(const ProtobufCMessage *message)
{
	return SQL_IS(message, a__expr) || SQL_IS(message, null_test) ||
	       SQL_IS(message, boolean_test) || SQL_IS(message, type_cast) ||
	       SQL_IS(message, collate_clause) || SQL_IS(message, a__indirection) ||
	       SQL_IS(message, xml_expr) || SQL_IS(message, sub_link) || is_special_call(message);
}

/* -1 */
static bool is_negative(const PgQuery__AConst *constant)
{
	return (constant->val_case == PG_QUERY__A__CONST__VAL_IVAL && constant->ival->ival < 0) ||
	       (constant->val_case == PG_QUERY__A__CONST__VAL_FVAL && *constant->fval->fval == '-');
}

/* Whether a node may need parentheses as an operand. */
static bool needs_parens(const PgQuery__Node *node)
{
	switch (node->node_case) {
	case PG_QUERY__NODE__NODE_BOOL_EXPR:
	case PG_QUERY__NODE__NODE_NULL_TEST:
	case PG_QUERY__NODE__NODE_BOOLEAN_TEST:
	case PG_QUERY__NODE__NODE_CASE_EXPR:
	case PG_QUERY__NODE__NODE_A_EXPR:
	case PG_QUERY__NODE__NODE_A_ARRAY_EXPR:
	case PG_QUERY__NODE__NODE_COLLATE_CLAUSE:
	case PG_QUERY__NODE__NODE_XML_EXPR:
	case PG_QUERY__NODE__NODE_SUB_LINK:
		return true;
	case PG_QUERY__NODE__NODE_A_CONST:
		return is_negative(node->a_const);
	case PG_QUERY__NODE__NODE_FUNC_CALL:
		return is_special_call(&node->func_call->base);
	default:
		return false;
	}
}

static PgQuery__Node *make_column(struct sql_tree *tree, const char *name)
{
	PgQuery__Node *node = arena_new(&tree->arena, PgQuery__Node);
	pg_query__node__init(node);
	node->node_case = PG_QUERY__NODE__NODE_COLUMN_REF;
	node->column_ref = arena_new(&tree->arena, PgQuery__ColumnRef);
	pg_query__column_ref__init(node->column_ref);
	node->column_ref->fields = arena_alloc(&tree->arena, sizeof *node->column_ref->fields);
	node->column_ref->fields[0] = sql_string_node(tree, name);
	node->column_ref->n_fields = 1;
	return node;
}

static void take_out(struct operands *operands, PgQuery__Node **slot);

static void take_out_all(struct operands *operands, PgQuery__Node **nodes, size_t count)
{
	for (size_t i = 0; i < count; i++)
		take_out(operands, &nodes[i]);
}

/* Operands stand in nodes; a list of them stands in BETWEEN and IN. */
static void take_out_operands(struct operands *operands, ProtobufCMessage *message)
{
	for (unsigned i = 0; i < message->descriptor->n_fields; i++) {
		const ProtobufCFieldDescriptor *field = &message->descriptor->fields[i];
		if (field->descriptor != &pg_query__node__descriptor)
			continue;
		PgQuery__Node **slot = (void *)((char *)message + field->offset);
		if (field->label == PROTOBUF_C_LABEL_REPEATED) {
			size_t *count = (void *)((char *)message + field->quantifier_offset);
			take_out_all(operands, *(PgQuery__Node ***)(void *)slot, *count);
		} else if (*slot) {
			take_out(operands, slot);
		}
	}
}

static void take_out(struct operands *operands, PgQuery__Node **slot)
{
	PgQuery__List *list = SQL_NODE(*slot, LIST, list);
	if (list) {
		take_out_all(operands, list->items, list->n_items);
		return;
	}
	if (!needs_parens(*slot))
		return;
	const char *text = sql_deparse(operands->tree, *slot);
	operands->failed |= !text;
	struct arena *arena = &operands->tree->arena;
	*slot = make_column(
		operands->tree, arena_printf(arena, PLACEHOLDER "%zu_", operands->texts.count));
	list_push(arena, &operands->texts, text);
}

/* From within to without, so that what is taken out holds only what is taken out already. */
static void visit(void *context, ProtobufCMessage *message)
{
	if (has_operands(message))
		take_out_operands(context, message);
}

static void put_back(struct text *to, const struct operands *operands, const char *from)
{
	const char *mark;
	while ((mark = strstr(from, PLACEHOLDER))) {
		text_put_n(to, from, (size_t)(mark - from));
		size_t which = 0;
		for (from = mark + strlen(PLACEHOLDER); *from >= '0' && *from <= '9'; from++)
			which = which * 10 + (size_t)(*from - '0');
		from += *from == '_';
		text_put_char(to, '(');
		if (which < operands->texts.count)
			put_back(to, operands, operands->texts.items[which]);
		text_put_char(to, ')');
	}
	text_put(to, from);
}

static const char *put_together(
	const struct operands *operands, const char *before, const char *outer)
{
	struct text text = {0};
	if (operands->failed || !outer)
		return NULL;
	text_put(&text, before);
	put_back(&text, operands, outer);
	return text_take(&text, &operands->tree->arena);
}

const char *sql_statement_with_parens(struct sql_tree *tree, PgQuery__ParseResult *result)
{
	struct operands operands = {.tree = tree};
	sql_tree_walk_up(&result->base, visit, &operands);
	return put_together(&operands, "", sql_deparse_result(tree, result));
}

const char *sql_with_parens(struct sql_tree *tree, PgQuery__Node **node)
{
	struct operands operands = {.tree = tree};
	sql_tree_walk_up(&(*node)->base, visit, &operands);
	return put_together(&operands, SQL_SELECT, sql_deparse(tree, *node));
}
