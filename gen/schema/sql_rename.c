/* Old names become new ones in a tree. */
#include "schema/sql_tree.h"

#include <string.h>

struct renaming {
	struct sql_tree *tree;
	const struct sql_renames *renames;
};

/* The new name of what is called name, or NULL. */
static const struct qualified *new_name(
	const struct sql_renames *renames, enum object_kind kind, struct qualified name)
{
	list_each (const struct sql_rename *, rename, renames) {
		if (rename->kind == kind && qualified_equal(rename->from, name))
			return &rename->to;
	}
	return NULL;
}

/* The first of the kinds of which something by that name is renamed. */
static const struct qualified *new_name_of(const struct sql_renames *renames,
	const enum object_kind *kinds, size_t count, struct qualified name)
{
	const struct qualified *found = NULL;
	for (size_t i = 0; i < count && !found; i++)
		found = new_name(renames, kinds[i], name);
	return found;
}

/* A type may also be a relation's row. */
static const struct qualified *new_type(const struct sql_renames *renames, struct qualified name)
{
	static const enum object_kind kinds[] = {OBJECT_ENUM, OBJECT_DOMAIN, OBJECT_COMPOSITE,
		OBJECT_RANGE, OBJECT_TABLE, OBJECT_VIEW, OBJECT_MATERIALIZED_VIEW};
	return new_name_of(renames, kinds, sizeof kinds / sizeof *kinds, name);
}

static const struct qualified *new_relation(
	const struct sql_renames *renames, struct qualified name)
{
	static const enum object_kind kinds[] = {
		OBJECT_SEQUENCE, OBJECT_TABLE, OBJECT_VIEW, OBJECT_MATERIALIZED_VIEW};
	return new_name_of(renames, kinds, sizeof kinds / sizeof *kinds, name);
}

/* A call says a name without the types of its arguments. */
static const struct qualified *new_function(
	const struct sql_renames *renames, struct qualified name)
{
	static const enum object_kind kinds[] = {
		OBJECT_FUNCTION, OBJECT_PROCEDURE, OBJECT_AGGREGATE};
	return new_name_of(renames, kinds, sizeof kinds / sizeof *kinds, name);
}

bool sql_touches(const struct mentions *mentions, const struct sql_renames *renames)
{
	list_each (const struct qualified *, function, &mentions->functions) {
		if (new_function(renames, *function))
			return true;
	}
	list_each (const char **, column, &mentions->columns) {
		if (new_name(renames, OBJECT_COLUMN,
			    (struct qualified){.schema = NULL, .name = *column}))
			return true;
	}
	list_each (const struct qualified *, type, &mentions->types) {
		if (new_type(renames, *type))
			return true;
	}
	list_each (const struct qualified *, relation, &mentions->relations) {
		if (new_relation(renames, *relation))
			return true;
	}
	return false;
}

/* The string in *string, when it is a column's name that changes. */
static void rename_column(struct sql_tree *tree, char **string, const struct sql_renames *renames)
{
	const struct qualified *to = new_name(
		renames, OBJECT_COLUMN, (struct qualified){.schema = NULL, .name = *string});
	if (to)
		*string = arena_strdup(&tree->arena, to->name);
}

void sql_rename_strings(struct sql_tree *tree, PgQuery__Node **nodes, size_t count,
	const struct sql_renames *renames)
{
	for (size_t i = 0; i < count; i++) {
		PgQuery__String *string = SQL_NODE(nodes[i], STRING, string);
		if (string)
			rename_column(tree, &string->sval, renames);
	}
}

static void rename_type(
	struct sql_tree *tree, PgQuery__TypeName *type, const struct sql_renames *renames)
{
	struct qualified name = sql_node_name(type->names, type->n_names);
	const struct qualified *to = sql_own_type(name) ? NULL : new_type(renames, name);
	if (!to)
		return;
	type->names = arena_alloc(&tree->arena, 2 * sizeof *type->names);
	type->n_names = 0;
	if (to->schema)
		type->names[type->n_names++] = sql_string_node(tree, to->schema);
	type->names[type->n_names++] = sql_string_node(tree, to->name);
}

static void rename_function(
	struct sql_tree *tree, PgQuery__FuncCall *call, const struct sql_renames *renames)
{
	const struct qualified *to =
		new_function(renames, sql_node_name(call->funcname, call->n_funcname));
	if (!to)
		return;
	call->funcname = arena_alloc(&tree->arena, 2 * sizeof *call->funcname);
	call->n_funcname = 0;
	if (to->schema)
		call->funcname[call->n_funcname++] = sql_string_node(tree, to->schema);
	call->funcname[call->n_funcname++] = sql_string_node(tree, to->name);
}

static void rename_table(
	struct sql_tree *tree, PgQuery__RangeVar *table, const struct sql_renames *renames)
{
	struct qualified name = {
		.schema = *table->schemaname ? table->schemaname : NULL, .name = table->relname};
	const struct qualified *to = new_relation(renames, name);
	if (!to)
		return;
	table->schemaname = to->schema ? arena_strdup(&tree->arena, to->schema)
				       : (char *)protobuf_c_empty_string;
	table->relname = arena_strdup(&tree->arena, to->name);
}

static void rename_constant(
	struct sql_tree *tree, PgQuery__String *string, const struct sql_renames *renames)
{
	struct qualified name = sql_relation_in(&tree->arena, string->sval);
	const struct qualified *to = name.name ? new_relation(renames, name) : NULL;
	if (to)
		string->sval = arena_strdup(&tree->arena, sql_qualified(&tree->arena, *to));
}

static void visit(void *context, ProtobufCMessage *message)
{
	const struct renaming *renaming = context;
	const PgQuery__Node *relation = sql_relation_constant(message);
	if (relation)
		rename_constant(renaming->tree, relation->a_const->sval, renaming->renames);
	if (SQL_IS(message, column_ref)) {
		PgQuery__ColumnRef *column = (PgQuery__ColumnRef *)message;
		if (column->n_fields == 1)
			sql_rename_strings(renaming->tree, column->fields, 1, renaming->renames);
	} else if (SQL_IS(message, index_elem)) {
		PgQuery__IndexElem *element = (PgQuery__IndexElem *)message;
		if (*element->name)
			rename_column(renaming->tree, &element->name, renaming->renames);
	} else if (SQL_IS(message, type_name)) {
		rename_type(renaming->tree, (PgQuery__TypeName *)message, renaming->renames);
	} else if (SQL_IS(message, func_call)) {
		rename_function(renaming->tree, (PgQuery__FuncCall *)message, renaming->renames);
	} else if (SQL_IS(message, range_var)) {
		rename_table(renaming->tree, (PgQuery__RangeVar *)message, renaming->renames);
	}
}

void sql_apply_renames(
	struct sql_tree *tree, ProtobufCMessage *message, const struct sql_renames *renames)
{
	struct renaming renaming = {tree, renames};
	sql_tree_walk(message, visit, &renaming);
}

void sql_rename_type(struct arena *arena, struct sql_type *type, const struct sql_renames *renames)
{
	const struct qualified *to = type->user.name ? new_type(renames, type->user) : NULL;
	if (!to)
		return;
	const char *rest = type->text + strlen(type->base);
	type->user = *to;
	type->base = sql_qualified(arena, *to);
	type->text = arena_printf(arena, "%s%s", type->base, rest);
}
