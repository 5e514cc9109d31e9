/* What a piece of SQL speaks of. */
#include "schema/sql_tree.h"
#include "schema/sql_type.h"

#include <ctype.h>
#include <string.h>

struct collection {
	struct arena *arena;
	struct mentions *mentions;
};

static void add_name(struct arena *arena, struct names *names, const char *name)
{
	list_each (const char **, each, names) {
		if (strcmp(*each, name) == 0)
			return;
	}
	list_push(arena, names, arena_strdup(arena, name));
}

static void add_qualified(struct arena *arena, struct qualifieds *names, struct qualified name)
{
	if (!name.name)
		return;
	list_each (struct qualified *, each, names) {
		if (qualified_equal(*each, name))
			return;
	}
	struct qualified copy = {
		.schema = arena_strdup(arena, name.schema), .name = arena_strdup(arena, name.name)};
	list_push(arena, names, copy);
}

/* One part of a name in a string, folded as the server folds it; the rest goes into *from. */
static char *name_part(struct arena *arena, const char **from)
{
	char *part = arena_alloc(arena, strlen(*from) + 1), *to = part;
	const char *c = *from;
	if (*c != '"') {
		for (; *c && *c != '.'; c++)
			*to++ = (char)tolower((unsigned char)*c);
	} else {
		for (c++; *c && (*c != '"' || c[1] == '"'); c++) {
			c += *c == '"';
			*to++ = *c;
		}
		c += *c == '"';
	}
	*from = c;
	return part;
}

struct qualified sql_relation_in(struct arena *arena, const char *string)
{
	struct qualified name = {0};
	for (const char *c = string; *c;) {
		name.schema = name.name;
		name.name = name_part(arena, &c);
		if (*c == '.')
			c++;
		else if (*c)
			return (struct qualified){0};
	}
	return name;
}

static const char *string_constant(const PgQuery__Node *node)
{
	const PgQuery__AConst *constant = SQL_NODE(node, A_CONST, a_const);
	return constant && constant->val_case == PG_QUERY__A__CONST__VAL_SVAL ? constant->sval->sval
									      : NULL;
}

static bool takes_sequence(const PgQuery__FuncCall *call)
{
	struct qualified name = sql_node_name(call->funcname, call->n_funcname);
	return call->n_args > 0 && name.name &&
	       (!name.schema || strcmp(name.schema, "pg_catalog") == 0) &&
	       (strcmp(name.name, "nextval") == 0 || strcmp(name.name, "currval") == 0 ||
		       strcmp(name.name, "setval") == 0);
}

/* The constant that names a relation in a message: nextval's argument, what is cast to regclass. */
PgQuery__Node *sql_relation_constant(ProtobufCMessage *message)
{
	PgQuery__Node *node = NULL;
	if (SQL_IS(message, func_call)) {
		const PgQuery__FuncCall *call = (const PgQuery__FuncCall *)message;
		node = takes_sequence(call) ? call->args[0] : NULL;
	} else if (SQL_IS(message, type_cast)) {
		const PgQuery__TypeCast *cast = (const PgQuery__TypeCast *)message;
		const char *type =
			sql_node_name(cast->type_name->names, cast->type_name->n_names).name;
		node = type && strcmp(type, "regclass") == 0 ? cast->arg : NULL;
	}
	return node && string_constant(node) ? node : NULL;
}

static void collect(void *context, ProtobufCMessage *message)
{
	struct collection *to = context;
	const PgQuery__Node *relation = sql_relation_constant(message);
	if (relation) {
		add_qualified(to->arena, &to->mentions->relations,
			sql_relation_in(to->arena, string_constant(relation)));
	}
	if (SQL_IS(message, column_ref)) {
		const PgQuery__ColumnRef *column = (const PgQuery__ColumnRef *)message;
		const char *name =
			column->n_fields == 1 ? sql_node_string(column->fields[0]) : NULL;
		if (name)
			add_name(to->arena, &to->mentions->columns, name);
	} else if (SQL_IS(message, type_name)) {
		const PgQuery__TypeName *type = (const PgQuery__TypeName *)message;
		struct qualified name = sql_node_name(type->names, type->n_names);
		if (!sql_own_type(name))
			add_qualified(to->arena, &to->mentions->types, name);
	} else if (SQL_IS(message, func_call)) {
		const PgQuery__FuncCall *call = (const PgQuery__FuncCall *)message;
		add_qualified(to->arena, &to->mentions->functions,
			sql_node_name(call->funcname, call->n_funcname));
	}
}

void sql_mentions(struct arena *arena, ProtobufCMessage *message, struct mentions *mentions)
{
	struct collection collection = {arena, mentions};
	sql_tree_walk(message, collect, &collection);
}
