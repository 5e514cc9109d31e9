/* Nodes of a tree: looked at and made. */
#include "schema/sql_tree.h"

const char *sql_node_string(const PgQuery__Node *node)
{
	const PgQuery__String *string = SQL_NODE(node, STRING, string);
	return string ? string->sval : NULL;
}

PgQuery__Node *sql_new_node(struct sql_tree *tree, PgQuery__Node__NodeCase kind)
{
	PgQuery__Node *node = arena_new(&tree->arena, PgQuery__Node);
	pg_query__node__init(node);
	node->node_case = kind;
	return node;
}

PgQuery__Node *sql_cast_node(
	struct sql_tree *tree, PgQuery__Node *value, const PgQuery__TypeName *type)
{
	PgQuery__Node *node = sql_new_node(tree, PG_QUERY__NODE__NODE_TYPE_CAST);
	node->type_cast = arena_new(&tree->arena, PgQuery__TypeCast);
	pg_query__type_cast__init(node->type_cast);
	node->type_cast->arg = value;
	node->type_cast->type_name = arena_new(&tree->arena, PgQuery__TypeName);
	*node->type_cast->type_name = *type;
	return node;
}

PgQuery__TypeName *sql_type_node(struct sql_tree *tree, struct qualified name, size_t brackets)
{
	PgQuery__TypeName *type = arena_new(&tree->arena, PgQuery__TypeName);
	pg_query__type_name__init(type);
	type->typemod = -1;
	type->names = arena_alloc(&tree->arena, 2 * sizeof *type->names);
	if (name.schema)
		type->names[type->n_names++] = sql_string_node(tree, name.schema);
	if (name.name)
		type->names[type->n_names++] = sql_string_node(tree, name.name);
	type->array_bounds = arena_alloc(&tree->arena, brackets * sizeof *type->array_bounds);
	for (size_t i = 0; i < brackets; i++) {
		PgQuery__Node *bound = sql_new_node(tree, PG_QUERY__NODE__NODE_INTEGER);
		bound->integer = arena_new(&tree->arena, PgQuery__Integer);
		pg_query__integer__init(bound->integer);
		bound->integer->ival = -1;
		type->array_bounds[type->n_array_bounds++] = bound;
	}
	return type;
}

PgQuery__Node *sql_string_node(struct sql_tree *tree, const char *string)
{
	PgQuery__Node *node = sql_new_node(tree, PG_QUERY__NODE__NODE_STRING);
	node->string = arena_new(&tree->arena, PgQuery__String);
	pg_query__string__init(node->string);
	node->string->sval = arena_strdup(&tree->arena, string);
	return node;
}

struct qualified sql_node_name(PgQuery__Node *const *nodes, size_t count)
{
	struct qualified name = {0};
	if (count > 0)
		name.name = sql_node_string(nodes[count - 1]);
	if (count > 1)
		name.schema = sql_node_string(nodes[count - 2]);
	return name;
}
