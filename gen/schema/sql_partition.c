/* Partition keys and bounds in SQL's own words. */
#include "schema/sql_writing.h"

#include <ctype.h>
#include <string.h>

#define BY "CREATE TABLE t () PARTITION BY "
#define OF "CREATE TABLE p PARTITION OF t "

static const struct sql_frame key_frame = {BY, ""}, bound_frame = {OF, ""};

/* Keys. */

static PgQuery__PartitionSpec *key_node(const struct sql_tree *tree)
{
	const PgQuery__CreateStmt *node = SQL_NODE(tree->statement, CREATE_STMT, create_stmt);
	bool more = node && (node->n_options || *node->tablespacename || *node->access_method);
	return node && !more ? node->partspec : NULL;
}

static void put_element(struct writing *to, const PgQuery__PartitionElem *element)
{
	/* An index's key is written alike. */
	PgQuery__IndexElem like = PG_QUERY__INDEX_ELEM__INIT;
	like.name = element->name;
	like.expr = element->expr;
	like.collation = element->collation;
	like.n_collation = element->n_collation;
	like.opclass = element->opclass;
	like.n_opclass = element->n_opclass;
	writing_element(to, &like);
}

static const char *key_text(
	struct sql_tree *tree, struct arena *arena, const PgQuery__PartitionSpec *node)
{
	struct writing to = {.tree = tree};
	for (const char *c = node->strategy; *c; c++)
		text_put_char(&to.text, (char)toupper((unsigned char)*c));
	for (size_t i = 0; i < node->n_part_params; i++) {
		text_put(&to.text, i ? ", " : " (");
		put_element(&to, node->part_params[i]->partition_elem);
	}
	text_put(&to.text, ")");
	return writing_take(&to, arena, BY);
}

static bool check_strategy(
	struct arena *arena, const PgQuery__PartitionSpec *node, struct sql_error *error)
{
	static const char *const strategies[] = {"range", "list", "hash"};
	for (size_t i = 0; i < sizeof strategies / sizeof *strategies; i++) {
		if (strcmp(node->strategy, strategies[i]) == 0)
			return true;
	}
	return sql_refuse(arena, error, 0,
		"a table is partitioned by RANGE, LIST or HASH, not by \"%s\"", node->strategy);
}

static void mention_columns(
	struct arena *arena, const PgQuery__PartitionSpec *node, struct names *columns)
{
	for (size_t i = 0; i < node->n_part_params; i++) {
		const char *name = node->part_params[i]->partition_elem->name;
		if (*name)
			list_push(arena, columns, arena_strdup(arena, name));
	}
}

static bool read_key(struct sql_tree *tree, struct arena *arena, PgQuery__PartitionSpec *node,
	struct table *table, struct sql_error *error)
{
	sql_normalise(tree, &node->base);
	const char *text = key_text(tree, arena, node);
	if (!text)
		return sql_cannot_write(arena, error);
	table->partition_by = text;
	table->partition_mentions = (struct mentions){0};
	mention_columns(arena, node, &table->partition_mentions.columns);
	sql_mentions(arena, &node->base, &table->partition_mentions);
	return true;
}

bool sql_partition_key(
	struct arena *arena, const char *text, struct table *table, struct sql_error *error)
{
	struct sql_tree tree;
	if (!sql_tree_parse(&tree, arena, key_frame, text, error))
		return false;
	PgQuery__PartitionSpec *node = key_node(&tree);
	bool good =
		node ? check_strategy(arena, node, error) &&
				sql_check_expressions(arena, key_frame, &node->base, error) &&
				read_key(&tree, arena, node, table, error)
		     : sql_refuse(arena, error, 0,
			       "a partition key is expected here: RANGE (…), LIST (…) or HASH (…)");
	sql_tree_finish(&tree);
	return good;
}

void sql_rename_partition_key(
	struct arena *arena, struct table *table, const struct sql_renames *renames)
{
	struct sql_tree tree;
	struct sql_error error;
	if (!table->partition_by || !sql_touches(&table->partition_mentions, renames) ||
		!sql_tree_parse(&tree, arena, key_frame, table->partition_by, &error))
		return;
	PgQuery__PartitionSpec *node = key_node(&tree);
	sql_apply_renames(&tree, &node->base, renames);
	for (size_t i = 0; i < node->n_part_params; i++) {
		PgQuery__PartitionElem *element = node->part_params[i]->partition_elem;
		list_each (const struct sql_rename *, rename, renames) {
			if (rename->kind == OBJECT_COLUMN &&
				strcmp(rename->from.name, element->name) == 0) {
				element->name = arena_strdup(&tree.arena, rename->to.name);
				break;
			}
		}
	}
	read_key(&tree, arena, node, table, &error);
	sql_tree_finish(&tree);
}

/* Bounds. */

/* MINVALUE and MAXVALUE come as columns. */
static const char *limit(const PgQuery__Node *node)
{
	const PgQuery__ColumnRef *column = SQL_NODE(node, COLUMN_REF, column_ref);
	const char *name =
		column && column->n_fields == 1 ? sql_node_string(column->fields[0]) : NULL;
	if (!name)
		return NULL;
	return strcmp(name, "minvalue") == 0   ? "MINVALUE"
	       : strcmp(name, "maxvalue") == 0 ? "MAXVALUE"
					       : NULL;
}

static void put_datums(struct writing *to, PgQuery__Node *const *nodes, size_t count)
{
	text_put(&to->text, "(");
	for (size_t i = 0; i < count; i++) {
		text_put(&to->text, i ? ", " : "");
		if (limit(nodes[i]))
			text_put(&to->text, limit(nodes[i]));
		else
			writing_expression(to, nodes[i]);
	}
	text_put(&to->text, ")");
}

static const char *bound_text(
	struct sql_tree *tree, struct arena *arena, const PgQuery__PartitionBoundSpec *node)
{
	struct writing to = {.tree = tree};
	if (node->is_default)
		return "DEFAULT";
	text_put(&to.text, "FOR VALUES ");
	switch (*node->strategy) {
	case 'h':
		text_printf(&to.text, "WITH (MODULUS %d, REMAINDER %d)", node->modulus,
			node->remainder);
		break;
	case 'l':
		text_put(&to.text, "IN ");
		put_datums(&to, node->listdatums, node->n_listdatums);
		break;
	default:
		text_put(&to.text, "FROM ");
		put_datums(&to, node->lowerdatums, node->n_lowerdatums);
		text_put(&to.text, " TO ");
		put_datums(&to, node->upperdatums, node->n_upperdatums);
		break;
	}
	return writing_take(&to, arena, OF);
}

bool sql_partition_bound(
	struct arena *arena, const char *text, const char **bound, struct sql_error *error)
{
	struct sql_tree tree;
	*bound = NULL;
	if (!sql_tree_parse(&tree, arena, bound_frame, text, error))
		return false;
	const PgQuery__CreateStmt *node = SQL_NODE(tree.statement, CREATE_STMT, create_stmt);
	PgQuery__PartitionBoundSpec *spec = node ? node->partbound : NULL;
	if (spec && !node->partspec && !node->n_table_elts && !node->n_options) {
		sql_normalise(&tree, &spec->base);
		*bound = bound_text(&tree, arena, spec);
		if (!*bound)
			sql_cannot_write(arena, error);
	} else {
		sql_refuse(arena, error, 0,
			"the bound of a partition is expected here: FOR VALUES … or DEFAULT");
	}
	sql_tree_finish(&tree);
	return *bound != NULL;
}
