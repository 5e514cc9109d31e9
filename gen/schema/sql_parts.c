/* What the server calls the parts of an index's key: FigureIndexColname() and
 * ChooseIndexColumnNames() of PostgreSQL. */
#include "schema/names.h"
#include "schema/sql_memory.h"
#include "schema/sql_tree.h"

#include <stdio.h>
#include <string.h>

/* How sure a name is: that of a cast's type yields to any that comes from within. */
enum strength { NONE, WEAK, STRONG };

static enum strength figure(const PgQuery__Node *node, const char **name);

static enum strength figure_last(PgQuery__Node *const *nodes, size_t count, const char **name)
{
	for (size_t i = count; i > 0; i--) {
		const char *string = sql_node_string(nodes[i - 1]);
		if (string) {
			*name = string;
			return STRONG;
		}
	}
	return NONE;
}

static enum strength figure_cast(const PgQuery__TypeCast *cast, const char **name)
{
	enum strength strength = figure(cast->arg, name);
	if (strength > WEAK)
		return strength;
	*name = sql_node_name(cast->type_name->names, cast->type_name->n_names).name;
	return WEAK;
}

static enum strength figure_case(const PgQuery__CaseExpr *choice, const char **name)
{
	enum strength strength = figure(choice->defresult, name);
	if (strength > WEAK)
		return strength;
	*name = "case";
	return WEAK;
}

static enum strength figure_path(const PgQuery__AIndirection *path, const char **name)
{
	enum strength strength = figure_last(path->indirection, path->n_indirection, name);
	return strength ? strength : figure(path->arg, name);
}

static const char *value_function(PgQuery__SQLValueFunctionOp op)
{
	switch (op) {
	case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_DATE:
		return "current_date";
	case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_TIME:
	case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_TIME_N:
		return "current_time";
	case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_TIMESTAMP:
	case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_TIMESTAMP_N:
		return "current_timestamp";
	case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_LOCALTIME:
	case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_LOCALTIME_N:
		return "localtime";
	case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_LOCALTIMESTAMP:
	case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_LOCALTIMESTAMP_N:
		return "localtimestamp";
	default:
		return NULL; /* the names of users and schemas are stable, not immutable */
	}
}

static enum strength figure_xml(const PgQuery__XmlExpr *xml, const char **name)
{
	switch (xml->op) {
	case PG_QUERY__XML_EXPR_OP__IS_XMLCONCAT:
		*name = "xmlconcat";
		return STRONG;
	case PG_QUERY__XML_EXPR_OP__IS_XMLELEMENT:
		*name = "xmlelement";
		return STRONG;
	case PG_QUERY__XML_EXPR_OP__IS_XMLFOREST:
		*name = "xmlforest";
		return STRONG;
	case PG_QUERY__XML_EXPR_OP__IS_XMLPARSE:
		*name = "xmlparse";
		return STRONG;
	case PG_QUERY__XML_EXPR_OP__IS_XMLPI:
		*name = "xmlpi";
		return STRONG;
	case PG_QUERY__XML_EXPR_OP__IS_XMLROOT:
		*name = "xmlroot";
		return STRONG;
	default:
		return NONE;
	}
}

/* The kinds whose name is always the same. */
static const char *fixed_name(const PgQuery__Node *node)
{
	switch (node->node_case) {
	case PG_QUERY__NODE__NODE_A_ARRAY_EXPR:
		return "array";
	case PG_QUERY__NODE__NODE_ROW_EXPR:
		return "row";
	case PG_QUERY__NODE__NODE_COALESCE_EXPR:
		return "coalesce";
	case PG_QUERY__NODE__NODE_XML_SERIALIZE:
		return "xmlserialize";
	case PG_QUERY__NODE__NODE_MIN_MAX_EXPR:
		return node->min_max_expr->op == PG_QUERY__MIN_MAX_OP__IS_LEAST ? "least"
										: "greatest";
	case PG_QUERY__NODE__NODE_SQLVALUE_FUNCTION:
		return value_function(node->sqlvalue_function->op);
	case PG_QUERY__NODE__NODE_A_EXPR:
		return node->a_expr->kind == PG_QUERY__A__EXPR__KIND__AEXPR_NULLIF ? "nullif"
										   : NULL;
	default:
		return NULL;
	}
}

static enum strength figure(const PgQuery__Node *node, const char **name)
{
	const char *fixed = node ? fixed_name(node) : NULL;
	if (fixed) {
		*name = fixed;
		return STRONG;
	}
	switch (node ? node->node_case : PG_QUERY__NODE__NODE__NOT_SET) {
	case PG_QUERY__NODE__NODE_COLUMN_REF:
		return figure_last(node->column_ref->fields, node->column_ref->n_fields, name);
	case PG_QUERY__NODE__NODE_A_INDIRECTION:
		return figure_path(node->a_indirection, name);
	case PG_QUERY__NODE__NODE_FUNC_CALL:
		return figure_last(node->func_call->funcname, node->func_call->n_funcname, name);
	case PG_QUERY__NODE__NODE_TYPE_CAST:
		return figure_cast(node->type_cast, name);
	case PG_QUERY__NODE__NODE_COLLATE_CLAUSE:
		return figure(node->collate_clause->arg, name);
	case PG_QUERY__NODE__NODE_CASE_EXPR:
		return figure_case(node->case_expr, name);
	case PG_QUERY__NODE__NODE_XML_EXPR:
		return figure_xml(node->xml_expr, name);
	default:
		return NONE;
	}
}

const char *sql_figured_name(const PgQuery__Node *node)
{
	const char *name = NULL;
	return figure(node, &name) == NONE ? NULL : name;
}

static bool taken(const struct names *parts, const char *name)
{
	list_each (const char **, part, parts) {
		if (strcmp(*part, name) == 0)
			return true;
	}
	return false;
}

/* A part's name is told apart from those before it by a number. */
static void add_part(struct arena *arena, struct names *parts, const char *name)
{
	const char *unique = name;
	for (int i = 1; taken(parts, unique); i++) {
		char number[16];
		snprintf(number, sizeof number, "%d", i);
		unique = arena_printf(arena, "%s%s",
			name_clip(arena, name, NAME_MAX_BYTES - strlen(number)), number);
	}
	list_push(arena, parts, arena_strdup(arena, unique));
}

static void add_parts(
	struct arena *arena, struct names *parts, PgQuery__Node *const *nodes, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const PgQuery__List *pair = SQL_NODE(nodes[i], LIST, list);
		const PgQuery__Node *node = pair ? pair->items[0] : nodes[i];
		const PgQuery__IndexElem *element = SQL_NODE(node, INDEX_ELEM, index_elem);
		const char *name = element ? element->name : sql_node_string(node);
		if (element && element->expr && figure(element->expr, &name) == NONE)
			name = "expr";
		add_part(arena, parts, name);
	}
}

/* A key of plain columns alone needs no parsing. */
static bool is_plain(const char *definition, const struct names *columns, struct names *parts)
{
	if (strstr(definition, " INCLUDE "))
		return false;
	for (size_t i = 0; i < columns->count; i++) {
		struct names before = {.items = columns->items, .count = i};
		if (taken(&before, columns->items[i]))
			return false;
	}
	*parts = *columns;
	sql_memory_share_names(parts);
	return true;
}

void sql_index_parts(struct arena *arena, const struct index *index, struct names *parts)
{
	static const struct sql_frame frame = {"CREATE INDEX ON t ", ""};
	struct sql_tree tree;
	struct sql_error error;
	if (index->plain && is_plain(index->definition, &index->columns, parts))
		return;
	if (!sql_tree_parse(&tree, arena, frame, index->definition, &error))
		return;
	const PgQuery__IndexStmt *node = SQL_NODE(tree.statement, INDEX_STMT, index_stmt);
	add_parts(arena, parts, node->index_params, node->n_index_params);
	add_parts(arena, parts, node->index_including_params, node->n_index_including_params);
	sql_tree_finish(&tree);
}

void sql_constraint_parts(
	struct arena *arena, const struct constraint *constraint, struct names *parts)
{
	static const struct sql_frame frame = {"ALTER TABLE t ADD ", ""};
	struct sql_tree tree;
	struct sql_error error;
	if (constraint->type != CONSTRAINT_EXCLUSION &&
		is_plain(constraint->definition, &constraint->columns, parts))
		return;
	if (!sql_tree_parse(&tree, arena, frame, constraint->definition, &error))
		return;
	const PgQuery__Constraint *node =
		tree.statement->alter_table_stmt->cmds[0]->alter_table_cmd->def->constraint;
	add_parts(arena, parts, node->keys, node->n_keys);
	add_parts(arena, parts, node->exclusions, node->n_exclusions);
	add_parts(arena, parts, node->including, node->n_including);
	sql_tree_finish(&tree);
}
