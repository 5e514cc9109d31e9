/* libpg_query's trees: made from text, walked, and made text again. */
#include "schema/sql_tree.h"

#include "schema/sql_memory.h"

#include "base/text.h"

#include <pg_query.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

bool sql_refuse(
	struct arena *arena, struct sql_error *error, size_t offset, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	*error = (struct sql_error){arena_vprintf(arena, format, args), offset};
	va_end(args);
	return false;
}

static void *allocate(void *arena, size_t size)
{
	return arena_alloc(arena, size);
}

static void release(void *arena, void *memory)
{
	(void)arena;
	(void)memory;
}

static PgQuery__ParseResult *unpack(struct arena *arena, PgQueryProtobuf packed)
{
	ProtobufCAllocator allocator = {allocate, release, arena};
	return pg_query__parse_result__unpack(&allocator, packed.len, (const uint8_t *)packed.data);
}

/* libpg_query counts characters from 1; we count bytes within the text. */
static size_t text_offset(struct sql_frame frame, const char *text, int position)
{
	size_t skip = strlen(frame.before), offset = 0;
	if (position < 1 || (size_t)position - 1 < skip)
		return 0;
	for (skip = (size_t)position - 1 - skip; skip > 0 && text[offset]; skip--) {
		do
			offset++;
		while (((unsigned char)text[offset] & 0xc0) == 0x80);
	}
	return offset;
}

/* Which of the grammar's complaints is about the frame and not about what the person wrote? */
static bool refuse_parse(struct arena *arena, struct sql_error *error, struct sql_frame frame,
	const char *text, const PgQueryError *from)
{
	size_t offset = text_offset(frame, text, from->cursorpos);
	const char *message = from->message;
	if (!text[strspn(text, " \t\r\n")])
		return sql_refuse(arena, error, 0, "nothing is written here");
	if (!text[offset] && strncmp(message, "syntax error at", 15) == 0)
		message = "syntax error at end of input";
	return sql_refuse(arena, error, offset, "%s", message);
}

/* A comment would be lost in silence. Only the scanner knows one from a part of a string. */
static bool holds_comment(const char *text, size_t *offset)
{
	if (!strstr(text, "--") && !strstr(text, "/*"))
		return false;
	PgQueryScanResult scan = pg_query_scan(text);
	struct arena arena;
	arena_init(&arena);
	ProtobufCAllocator allocator = {allocate, release, &arena};
	PgQuery__ScanResult *result =
		scan.error ? NULL
			   : pg_query__scan_result__unpack(
				     &allocator, scan.pbuf.len, (const uint8_t *)scan.pbuf.data);
	bool found = false;
	for (size_t i = 0; result && i < result->n_tokens && !found; i++) {
		PgQuery__Token token = result->tokens[i]->token;
		found = token == PG_QUERY__TOKEN__SQL_COMMENT ||
			token == PG_QUERY__TOKEN__C_COMMENT;
		*offset = (size_t)result->tokens[i]->start;
	}
	arena_finish(&arena);
	pg_query_free_scan_result(scan);
	return found;
}

bool sql_tree_parse(struct sql_tree *tree, struct arena *arena, struct sql_frame frame,
	const char *text, struct sql_error *error)
{
	size_t offset;
	if (holds_comment(text, &offset))
		return sql_refuse(arena, error, offset,
			"a comment within SQL is not kept; write it as a comment of C");
	*tree = (struct sql_tree){.scope = sql_memory(arena)->scope};
	arena_init(&tree->arena);
	if (tree->scope && tree->scope->rendered && !tree->scope->verbatim)
		text = sql_keep_nesting(&tree->arena, text);
	PgQueryProtobufParseResult parsed = pg_query_parse_protobuf(
		arena_printf(&tree->arena, "%s%s%s", frame.before, text, frame.after));
	bool good = !parsed.error || refuse_parse(arena, error, frame, text, parsed.error);
	if (good)
		tree->result = unpack(&tree->arena, parsed.parse_tree);
	pg_query_free_protobuf_parse_result(parsed);
	if (good && (tree->result->n_stmts != 1 || tree->result->stmts[0]->stmt_len != 0))
		good = sql_refuse(
			arena, error, 0, "one piece of SQL is expected here, without a semicolon");
	if (good)
		tree->statement = tree->result->stmts[0]->stmt;
	else
		arena_finish(&tree->arena);
	return good;
}

bool sql_tree_parse_all(struct sql_tree *tree, const char *text)
{
	*tree = (struct sql_tree){0};
	PgQueryProtobufParseResult parsed = pg_query_parse_protobuf(text);
	bool good = !parsed.error;
	if (good) {
		arena_init(&tree->arena);
		tree->result = unpack(&tree->arena, parsed.parse_tree);
	}
	pg_query_free_protobuf_parse_result(parsed);
	return good;
}

void sql_tree_finish(struct sql_tree *tree)
{
	arena_finish(&tree->arena);
	*tree = (struct sql_tree){0};
}

/* The messages in one field of a message, whichever way protobuf-c stores them. */
struct children {
	ProtobufCMessage **items;
	size_t count;
};

static const void *member(const ProtobufCMessage *message, unsigned offset)
{
	return (const char *)message + offset;
}

static struct children children_of(
	const ProtobufCMessage *message, const ProtobufCFieldDescriptor *field)
{
	struct children none = {0};
	ProtobufCMessage **one = (ProtobufCMessage **)member(message, field->offset);
	if (field->label == PROTOBUF_C_LABEL_REPEATED) {
		const size_t *count = member(message, field->quantifier_offset);
		return (struct children){
			*count ? *(ProtobufCMessage ***)(void *)one : NULL, *count};
	}
	if (field->flags & PROTOBUF_C_FIELD_FLAG_ONEOF) {
		const uint32_t *which = member(message, field->quantifier_offset);
		if (*which != field->id)
			return none;
	}
	return *one ? (struct children){one, 1} : none;
}

/* A node is a union of some 240 messages: there is no need to look at each. */
static ProtobufCMessage *node_content(const ProtobufCMessage *message)
{
	const PgQuery__Node *node = (const PgQuery__Node *)message;
	return node->node_case == PG_QUERY__NODE__NODE__NOT_SET ? NULL : &node->alias->base;
}

void sql_tree_walk_through(
	ProtobufCMessage *message, sql_visit *before, sql_visit *after, void *context)
{
	if (SQL_IS(message, node)) {
		message = node_content(message);
		if (!message)
			return;
	}
	if (before)
		before(context, message);
	for (unsigned i = 0; i < message->descriptor->n_fields; i++) {
		const ProtobufCFieldDescriptor *field = &message->descriptor->fields[i];
		if (field->type != PROTOBUF_C_TYPE_MESSAGE)
			continue;
		struct children children = children_of(message, field);
		for (size_t j = 0; j < children.count; j++)
			sql_tree_walk_through(children.items[j], before, after, context);
	}
	if (after)
		after(context, message);
}

void sql_tree_walk(ProtobufCMessage *message, sql_visit *visit, void *context)
{
	sql_tree_walk_through(message, visit, NULL, context);
}

void sql_tree_walk_up(ProtobufCMessage *message, sql_visit *visit, void *context)
{
	sql_tree_walk_through(message, NULL, visit, context);
}

void sql_tree_rewrite(ProtobufCMessage *message, sql_rewrite *rewrite, void *context)
{
	PgQuery__Node *node = SQL_IS(message, node) ? (PgQuery__Node *)message : NULL;
	if (node)
		message = node_content(message);
	if (!message)
		return;
	for (unsigned i = 0; i < message->descriptor->n_fields; i++) {
		const ProtobufCFieldDescriptor *field = &message->descriptor->fields[i];
		if (field->type != PROTOBUF_C_TYPE_MESSAGE)
			continue;
		struct children children = children_of(message, field);
		for (size_t j = 0; j < children.count; j++)
			sql_tree_rewrite(children.items[j], rewrite, context);
	}
	if (node)
		rewrite(context, node);
}

static bool is_place(const char *field)
{
	return strcmp(field, "location") == 0 || strcmp(field, "stmt_len") == 0 ||
	       strcmp(field, "stmt_location") == 0;
}

/* Numbers and flags lie in four or fewer bytes in this protocol; strings are compared as such. */
static bool same_value(
	const ProtobufCMessage *a, const ProtobufCMessage *b, const ProtobufCFieldDescriptor *field)
{
	const void *left = member(a, field->offset), *right = member(b, field->offset);
	switch (field->type) {
	case PROTOBUF_C_TYPE_STRING:
		return strcmp(*(char *const *)left, *(char *const *)right) == 0;
	case PROTOBUF_C_TYPE_INT64:
	case PROTOBUF_C_TYPE_UINT64:
	case PROTOBUF_C_TYPE_DOUBLE:
		return memcmp(left, right, 8) == 0;
	default:
		return memcmp(left, right, 4) == 0;
	}
}

static bool same_tree(const ProtobufCMessage *a, const ProtobufCMessage *b);

static bool same_field(
	const ProtobufCMessage *a, const ProtobufCMessage *b, const ProtobufCFieldDescriptor *field)
{
	if (field->type != PROTOBUF_C_TYPE_MESSAGE)
		return is_place(field->name) || same_value(a, b, field);
	struct children left = children_of(a, field), right = children_of(b, field);
	bool same = left.count == right.count;
	for (size_t i = 0; same && i < left.count; i++)
		same = same_tree(left.items[i], right.items[i]);
	return same;
}

static bool same_tree(const ProtobufCMessage *a, const ProtobufCMessage *b)
{
	if (SQL_IS(a, node) && SQL_IS(b, node)) {
		a = node_content(a);
		b = node_content(b);
		if (!a || !b)
			return a == b;
	}
	bool same = a->descriptor == b->descriptor;
	for (unsigned i = 0; same && i < a->descriptor->n_fields; i++)
		same = same_field(a, b, &a->descriptor->fields[i]);
	return same;
}

bool sql_same(const ProtobufCMessage *a, const ProtobufCMessage *b)
{
	return same_tree(a, b);
}

/* Whether text parses to the tree. The deparser is not trusted: where it is wrong, its text means
 * something else or nothing. */
static bool reads_back(const PgQuery__ParseResult *result, const char *text)
{
	struct arena arena;
	arena_init(&arena);
	PgQueryProtobufParseResult parsed = pg_query_parse_protobuf(text);
	bool same =
		!parsed.error && same_tree(&result->base, &unpack(&arena, parsed.parse_tree)->base);
	pg_query_free_protobuf_parse_result(parsed);
	arena_finish(&arena);
	return same;
}

bool sql_reads_back(const struct sql_tree *tree, const char *text)
{
	return reads_back(tree->result, text);
}

static PgQueryProtobuf pack(struct arena *arena, const PgQuery__ParseResult *result)
{
	PgQueryProtobuf packed = {.len = pg_query__parse_result__get_packed_size(result)};
	packed.data = arena_alloc(arena, packed.len + 1);
	pg_query__parse_result__pack(result, (uint8_t *)packed.data);
	return packed;
}

/* SELECT WHERE node, as the grammar would have made it. */
struct selection {
	PgQuery__SelectStmt select;
	PgQuery__Node statement;
	PgQuery__RawStmt raw, *only;
	PgQuery__ParseResult result;
};

static void select_node(struct selection *selection, PgQuery__Node *node, int32_t version)
{
	pg_query__select_stmt__init(&selection->select);
	selection->select.where_clause = node;
	selection->select.limit_option = PG_QUERY__LIMIT_OPTION__LIMIT_OPTION_DEFAULT;
	selection->select.op = PG_QUERY__SET_OPERATION__SETOP_NONE;
	pg_query__node__init(&selection->statement);
	selection->statement.node_case = PG_QUERY__NODE__NODE_SELECT_STMT;
	selection->statement.select_stmt = &selection->select;
	pg_query__raw_stmt__init(&selection->raw);
	selection->raw.stmt = &selection->statement;
	selection->only = &selection->raw;
	pg_query__parse_result__init(&selection->result);
	selection->result.version = version;
	selection->result.n_stmts = 1;
	selection->result.stmts = &selection->only;
}

static const char *deparse_any(struct arena *arena, PgQueryProtobuf packed)
{
	PgQueryDeparseResult deparsed = pg_query_deparse_protobuf(packed);
	char *text = deparsed.error ? NULL : arena_strdup(arena, deparsed.query);
	for (size_t end = text ? strlen(text) : 0; end > 0 && text[end - 1] == ' '; end--)
		text[end - 1] = '\0';
	pg_query_free_deparse_result(deparsed);
	return text;
}

static const char *deparse(struct arena *arena, PgQueryProtobuf packed)
{
	const char *text = deparse_any(arena, packed);
	return text && strncmp(text, SQL_SELECT, strlen(SQL_SELECT)) == 0 ? text : NULL;
}

const char *sql_deparse_result(struct sql_tree *tree, const PgQuery__ParseResult *result)
{
	return deparse_any(&tree->arena, pack(&tree->arena, result));
}

const char *sql_deparse(struct sql_tree *tree, PgQuery__Node *node)
{
	struct selection selection;
	select_node(&selection, node, tree->result->version);
	const char *text = deparse(&tree->arena, pack(&tree->arena, &selection.result));
	return text ? text + strlen(SQL_SELECT) : NULL;
}

const char *sql_node_text(struct sql_tree *tree, struct arena *arena, PgQuery__Node *node)
{
	struct selection selection;
	select_node(&selection, node, tree->result->version);
	PgQueryProtobuf packed = pack(&tree->arena, &selection.result);
	const char *text = deparse(&tree->arena, packed);
	if (!text || !reads_back(&selection.result, text)) {
		PgQuery__ParseResult *pieces = unpack(&tree->arena, packed);
		PgQuery__SelectStmt *select = pieces->stmts[0]->stmt->select_stmt;
		text = sql_with_parens(tree, &select->where_clause);
		if (!text || !reads_back(&selection.result, text))
			return NULL;
	}
	return arena_strdup(arena, text + strlen(SQL_SELECT));
}

const char *sql_statement_text(struct sql_tree *tree, struct arena *arena, PgQuery__Node *node)
{
	PgQuery__RawStmt raw = PG_QUERY__RAW_STMT__INIT, *only = &raw;
	PgQuery__ParseResult result = PG_QUERY__PARSE_RESULT__INIT;
	raw.stmt = node;
	result.version = tree->result->version;
	result.n_stmts = 1;
	result.stmts = &only;
	PgQueryProtobuf packed = pack(&tree->arena, &result);
	const char *text = deparse_any(&tree->arena, packed);
	if (!text || !reads_back(&result, text)) {
		text = sql_statement_with_parens(tree, unpack(&tree->arena, packed));
		if (!text || !reads_back(&result, text))
			return NULL;
	}
	return arena_strdup(arena, text);
}
