/* Triggers, policies, rules, extended statistics and collations in SQL's own words. */
#include "schema/sql_definition.h"

#include "schema/kinds.h"

#include <ctype.h>
#include <string.h>

#define CONSTRAINT_TRIGGER "CREATE CONSTRAINT TRIGGER x "

struct way {
	const char *keyword, *before;
	bool (*define)(struct defining *to);
};

static const struct way *way_of(enum object_kind kind)
{
	static const struct way ways[OBJECT_KINDS] = {
		[OBJECT_TRIGGER] = {"TRIGGER", "CREATE TRIGGER x ", define_trigger},
		[OBJECT_POLICY] = {"POLICY", "CREATE POLICY x ", define_policy},
		[OBJECT_RULE] = {"RULE", "CREATE RULE x ", define_rule},
		[OBJECT_STATISTICS] = {"STATISTICS", "CREATE STATISTICS x ", define_statistics},
		[OBJECT_COLLATION] = {"COLLATION", "CREATE COLLATION x ", define_collation},
		[OBJECT_RANGE] = {"RANGE", "CREATE TYPE x AS RANGE ", define_range},
	};
	return &ways[kind];
}

/* --- the whole statement -----------------------------------------------------------------------
 */

/* Past the word at *at, in any case, and the white space after it; false when it is not there. */
static bool skip_word(const char **at, const char *word)
{
	const char *c = *at;
	for (; *word; word++, c++) {
		if (toupper((unsigned char)*c) != *word)
			return false;
	}
	if (!isspace((unsigned char)*c))
		return false;
	*at = c + strspn(c, " \t\r\n");
	return true;
}

static const char *skip_name(const char *at)
{
	for (;; at++) {
		if (*at == '"') {
			for (at++; *at && (*at != '"' || at[1] == '"'); at++)
				at += *at == '"';
			at += *at == '"';
		} else {
			at += strcspn(at, " \t\r\n.\"(");
		}
		if (*at != '.')
			return at;
	}
}

/* What follows the name in a whole statement, without its semicolon; any other text as it is. */
static const char *body_of(
	struct arena *arena, const char *text, const char *keyword, bool *constraint)
{
	const char *at = text + strspn(text, " \t\r\n");
	if (!skip_word(&at, "CREATE"))
		return text;
	if (skip_word(&at, "OR"))
		skip_word(&at, "REPLACE");
	*constraint = skip_word(&at, "CONSTRAINT");
	if (!skip_word(&at, keyword))
		return text;
	at = skip_name(at);
	size_t length = strlen(at);
	while (length > 0 && strchr(" \t\r\n;", at[length - 1]))
		length--;
	return arena_strndup(arena, at, length);
}

/* --- mentions ----------------------------------------------------------------------------------
 */

struct collection {
	struct arena *arena;
	struct mentions *mentions;
	struct names within; /* names that WITH gives */
};

static void add_name(struct arena *arena, struct names *names, const char *name)
{
	list_each (const char **, each, names) {
		if (strcmp(*each, name) == 0)
			return;
	}
	list_push(arena, names, arena_strdup(arena, name));
}

static void collect_column(struct collection *to, const PgQuery__ColumnRef *column)
{
	const PgQuery__Node *last = column->fields[column->n_fields - 1];
	const char *name = sql_node_string(last);
	if (name)
		add_name(to->arena, &to->mentions->columns, name);
	else
		to->mentions->every_column = true;
}

/* What a query's own list calls its results is no column of any table. */
static void collect_targets(struct collection *to, PgQuery__Node *const *targets, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const PgQuery__ResTarget *target = SQL_NODE(targets[i], RES_TARGET, res_target);
		if (target && *target->name)
			add_name(to->arena, &to->mentions->columns, target->name);
	}
}

static void collect_relation(struct collection *to, const PgQuery__RangeVar *range)
{
	struct qualified name = {
		.schema = *range->schemaname ? range->schemaname : NULL, .name = range->relname};
	list_each (const char **, each, &to->within) {
		if (!name.schema && strcmp(*each, name.name) == 0)
			return;
	}
	list_each (const struct qualified *, each, &to->mentions->relations) {
		if (qualified_equal(*each, name))
			return;
	}
	struct qualified copy = {
		arena_strdup(to->arena, name.schema), arena_strdup(to->arena, name.name), NULL};
	list_push(to->arena, &to->mentions->relations, copy);
}

static void collect_within(void *context, ProtobufCMessage *message)
{
	struct collection *to = context;
	if (SQL_IS(message, common_table_expr))
		list_push(to->arena, &to->within, ((PgQuery__CommonTableExpr *)message)->ctename);
}

static void collect(void *context, ProtobufCMessage *message)
{
	struct collection *to = context;
	if (SQL_IS(message, column_ref))
		collect_column(to, (const PgQuery__ColumnRef *)message);
	else if (SQL_IS(message, range_var))
		collect_relation(to, (const PgQuery__RangeVar *)message);
	else if (SQL_IS(message, insert_stmt))
		collect_targets(to, ((const PgQuery__InsertStmt *)message)->cols,
			((const PgQuery__InsertStmt *)message)->n_cols);
	else if (SQL_IS(message, update_stmt))
		collect_targets(to, ((const PgQuery__UpdateStmt *)message)->target_list,
			((const PgQuery__UpdateStmt *)message)->n_target_list);
	else if (SQL_IS(message, on_conflict_clause))
		collect_targets(to, ((const PgQuery__OnConflictClause *)message)->target_list,
			((const PgQuery__OnConflictClause *)message)->n_target_list);
	else if ((SQL_IS(message, join_expr) && ((const PgQuery__JoinExpr *)message)->is_natural) ||
		 SQL_IS(message, range_function) || SQL_IS(message, range_subselect) ||
		 SQL_IS(message, common_table_expr))
		to->mentions->every_column = true; /* what its columns are called, nobody says */
}

void define_mentions(struct defining *to, ProtobufCMessage *message)
{
	struct collection collection = {.arena = to->arena, .mentions = &to->definition->mentions};
	sql_tree_walk(message, collect_within, &collection);
	sql_tree_walk(message, collect, &collection);
	sql_mentions(to->arena, message, &to->definition->mentions);
}

/* --- reading -----------------------------------------------------------------------------------
 */

void define_relation(struct defining *to, struct writing *writing, const PgQuery__RangeVar *on)
{
	struct qualified name = {
		.schema = *on->schemaname ? on->schemaname : NULL, .name = on->relname};
	to->definition->relation = (struct qualified){
		arena_strdup(to->arena, name.schema), arena_strdup(to->arena, name.name), NULL};
	text_printf(&writing->text, "ON %s", sql_qualified(&to->tree->arena, name));
}

/* White space outside quotations becomes one space. Text with quotations of other kinds stays. */
static const char *folded(struct arena *arena, const char *text)
{
	struct text folded = {0};
	text += strspn(text, " \t\r\n");
	if (strpbrk(text, "$\\"))
		return arena_strdup(arena, text);
	while (*text) {
		size_t space = strspn(text, " \t\r\n"), length = strcspn(text, " \t\r\n\"'");
		if (space && text[space])
			text_put(&folded, " ");
		if (!space && !length) { /* a quotation */
			const char *end = strchr(text + 1, *text);
			length = end ? (size_t)(end - text) + 1 : strlen(text);
		}
		if (!space)
			text_put_n(&folded, text, length);
		text += space ? space : length;
	}
	return text_take(&folded, arena);
}

bool define_take(struct defining *to, struct writing *writing)
{
	to->definition->definition = writing_take(writing, to->arena, to->before);
	if (!to->definition->definition && to->text)
		to->definition->definition = folded(to->arena, to->text);
	return to->definition->definition || sql_cannot_write(to->arena, to->error);
}

/* Gives a trigger, policy or rule the schema and suffix that its relation makes: " on orders". */
static void definition_name(struct arena *arena, struct definition *definition)
{
	struct qualified *name = &definition->object.name;
	if (!kind_is_on_relation(definition->object.kind))
		return;
	name->schema = definition->relation.schema;
	name->suffix =
		arena_printf(arena, " on %s", sql_identifier(arena, definition->relation.name));
}

static bool define(struct defining *to, const struct way *way)
{
	to->definition->definition = NULL;
	to->definition->mentions = (struct mentions){0};
	to->definition->relation = (struct qualified){0};
	to->definition->columns = (struct names){0};
	sql_normalise(to->tree, &to->tree->result->base);
	return way->define(to);
}

bool sql_definition(struct arena *arena, enum object_kind kind, const char *text,
	struct definition *definition, struct sql_error *error)
{
	const struct way *way = way_of(kind);
	bool constraint = definition->constraint;
	if (!way->keyword)
		return sql_refuse(
			arena, error, 0, "models cannot declare a %s yet", object_kind_name(kind));
	const char *body = body_of(arena, text, way->keyword, &constraint);
	const char *before = constraint ? CONSTRAINT_TRIGGER : way->before;
	struct sql_tree tree;
	if (!sql_tree_parse(&tree, arena, (struct sql_frame){before, ""}, body, error))
		return false;
	struct defining to = {&tree, arena, definition, before, body, error};
	definition->object.kind = kind;
	definition->constraint = constraint;
	bool good = define(&to, way);
	if (good)
		definition_name(arena, definition);
	sql_tree_finish(&tree);
	return good;
}

/* --- renames -----------------------------------------------------------------------------------
 */

struct renaming {
	struct sql_tree *tree;
	const struct sql_renames *renames;
	struct qualified relation; /* under its old name */
	bool sublinks;
};

static const struct qualified *new_name(
	const struct sql_renames *renames, enum object_kind kind, struct qualified name)
{
	list_each (const struct sql_rename *, rename, renames) {
		struct qualified from = {rename->from.schema, rename->from.name, NULL};
		if (rename->kind == kind && qualified_equal(from, name))
			return &rename->to;
	}
	return NULL;
}

static void rename_function(const struct renaming *renaming, PgQuery__Node **nodes, size_t count)
{
	struct qualified name = sql_node_name(nodes, count);
	const struct qualified *to = new_name(renaming->renames, OBJECT_FUNCTION, name);
	if (to && count > 0)
		nodes[count - 1]->string->sval = arena_strdup(&renaming->tree->arena, to->name);
	if (to && count > 1 && to->schema)
		nodes[count - 2]->string->sval = arena_strdup(&renaming->tree->arena, to->schema);
}

/* NEW.column, OLD.column, relation.column */
static void rename_path(const struct renaming *renaming, PgQuery__ColumnRef *column)
{
	const char *first = sql_node_string(column->fields[0]);
	const struct qualified *relation =
		new_name(renaming->renames, OBJECT_TABLE, renaming->relation);
	bool own = first && strcmp(first, renaming->relation.name) == 0;
	if (!first || (!own && strcmp(first, "new") != 0 && strcmp(first, "old") != 0))
		return;
	if (column->n_fields == 2)
		sql_rename_strings(renaming->tree, column->fields + 1, 1, renaming->renames);
	if (own && relation)
		column->fields[0] = sql_string_node(renaming->tree, relation->name);
}

static void rename_message(void *context, ProtobufCMessage *message)
{
	struct renaming *renaming = context;
	if (SQL_IS(message, column_ref)) {
		PgQuery__ColumnRef *column = (PgQuery__ColumnRef *)message;
		if (column->n_fields > 1)
			rename_path(renaming, column);
	} else if (SQL_IS(message, stats_elem)) {
		PgQuery__StatsElem *element = (PgQuery__StatsElem *)message;
		const struct qualified *to = new_name(renaming->renames, OBJECT_COLUMN,
			(struct qualified){NULL, element->name, NULL});
		if (to)
			element->name = arena_strdup(&renaming->tree->arena, to->name);
	} else if (SQL_IS(message, create_trig_stmt)) {
		PgQuery__CreateTrigStmt *trigger = (PgQuery__CreateTrigStmt *)message;
		sql_rename_strings(
			renaming->tree, trigger->columns, trigger->n_columns, renaming->renames);
		rename_function(renaming, trigger->funcname, trigger->n_funcname);
	} else if (SQL_IS(message, func_call)) {
		PgQuery__FuncCall *call = (PgQuery__FuncCall *)message;
		rename_function(renaming, call->funcname, call->n_funcname);
	}
}

static void find_sublink(void *context, ProtobufCMessage *message)
{
	struct renaming *renaming = context;
	renaming->sublinks |= SQL_IS(message, sub_link);
}

/* A bare name in a rule, or in a policy that reads other tables, may be another table's column: the
 * worst that comes of leaving it is that the definition is stated again. */
static struct sql_renames without_columns(
	struct arena *arena, const struct sql_renames *renames, bool columns)
{
	struct sql_renames kept = {0};
	list_each (const struct sql_rename *, rename, renames) {
		if (columns || rename->kind != OBJECT_COLUMN)
			list_push(arena, &kept, *rename);
	}
	return kept;
}

void sql_rename_definition(
	struct arena *arena, struct definition *definition, const struct sql_renames *renames)
{
	const struct way *way = way_of(definition->object.kind);
	const char *before = definition->constraint ? CONSTRAINT_TRIGGER : way->before;
	struct sql_tree tree;
	struct sql_error error;
	if (definition->object.kind == OBJECT_COLLATION ||
		!sql_tree_parse(&tree, arena, (struct sql_frame){before, ""},
			definition->definition, &error))
		return;
	struct renaming renaming = {&tree, renames, definition->relation, false};
	sql_tree_walk(&tree.result->base, find_sublink, &renaming);
	sql_tree_walk(&tree.result->base, rename_message, &renaming);
	struct sql_renames general = without_columns(
		&tree.arena, renames, definition->object.kind != OBJECT_RULE && !renaming.sublinks);
	sql_apply_renames(&tree, &tree.result->base, &general);
	struct definition renamed = *definition;
	struct defining to = {&tree, arena, &renamed, before, NULL, &error};
	if (define(&to, way)) {
		*definition = renamed;
		definition_name(arena, definition);
	}
	sql_tree_finish(&tree);
}
