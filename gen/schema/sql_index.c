/* Indexes in SQL's own words. */
#include "schema/sql_writing.h"
#include "schema/sql_memory.h"

#define ON "CREATE INDEX ON t "

static const struct sql_frame frame = {ON, ""};

static void read_elements(struct arena *arena, const PgQuery__IndexStmt *node, struct index *index)
{
	index->plain = true;
	for (size_t i = 0; i < node->n_index_params; i++) {
		const PgQuery__IndexElem *element = node->index_params[i]->index_elem;
		if (element->expr)
			index->plain = false;
		else
			list_push(arena, &index->columns, arena_strdup(arena, element->name));
	}
}

static const char *index_text(
	struct sql_tree *tree, struct arena *arena, const PgQuery__IndexStmt *node)
{
	struct writing to = {.tree = tree};
	writing_method(&to, node->access_method);
	for (size_t i = 0; i < node->n_index_params; i++) {
		text_put(&to.text, i ? ", " : "(");
		writing_element(&to, node->index_params[i]->index_elem);
	}
	text_put(&to.text, ")");
	if (node->n_index_including_params) {
		text_put(&to.text, " INCLUDE ");
		writing_names(&to, node->index_including_params, node->n_index_including_params);
	}
	if (node->nulls_not_distinct)
		text_put(&to.text, " NULLS NOT DISTINCT");
	if (node->n_options) {
		text_put(&to.text, " WITH ");
		writing_options(&to, node->options, node->n_options);
	}
	if (*node->table_space)
		text_printf(&to.text, " TABLESPACE %s",
			sql_identifier(&tree->arena, node->table_space));
	if (node->where_clause) {
		text_put(&to.text, " WHERE ");
		writing_expression(&to, node->where_clause);
	}
	return writing_take(&to, arena, ON);
}

static bool check_index(struct arena *arena, PgQuery__IndexStmt *node, struct sql_error *error)
{
	return sql_check_expressions(arena, frame, &node->base, error);
}

static bool read_index(struct sql_tree *tree, struct arena *arena, PgQuery__IndexStmt *node,
	struct index *index, struct sql_error *error)
{
	sql_normalise(tree, &node->base);
	sql_normalise_options(tree, &node->base);
	index->definition = index_text(tree, arena, node);
	if (!index->definition)
		return sql_cannot_write(arena, error);
	index->partial = node->where_clause;
	read_elements(arena, node, index);
	writing_mention_nodes(
		arena, &index->mentions.columns, node->index_params, node->n_index_params);
	writing_mention_nodes(arena, &index->mentions.columns, node->index_including_params,
		node->n_index_including_params);
	size_t options = node->n_options;
	node->n_options = 0; /* whose words are no types */
	sql_mentions(arena, &node->base, &index->mentions);
	node->n_options = options;
	return true;
}

static bool parse_index(
	struct arena *arena, const char *text, struct index *index, struct sql_error *error)
{
	struct sql_tree tree;
	if (!sql_tree_parse(&tree, arena, frame, text, error))
		return false;
	struct object object = index->object;
	*index = (struct index){.object = object, .unique = index->unique};
	PgQuery__IndexStmt *node = SQL_NODE(tree.statement, INDEX_STMT, index_stmt);
	bool good = node ? check_index(arena, node, error) &&
				    read_index(&tree, arena, node, index, error)
			 : sql_refuse(arena, error, 0, "an index's definition is expected here");
	sql_tree_finish(&tree);
	return good;
}

bool sql_index(struct arena *arena, const char *text, struct index *index, struct sql_error *error)
{
	struct map *known = &sql_memory(arena)->indexes;
	const struct index *before = sql_memory_get(arena, known, text);
	if (before) {
		struct object object = index->object;
		bool unique = index->unique;
		*index = *before;
		index->object = object;
		index->unique = unique;
		return true;
	}
	if (!parse_index(arena, text, index, error))
		return false;
	sql_memory_share(&index->mentions);
	sql_memory_share_names(&index->columns);
	struct index *kept = arena_new(arena, struct index);
	*kept = *index;
	sql_memory_put(arena, known, text, kept);
	return true;
}

bool sql_index_storage(struct arena *arena, const char *definition, struct sql_storage *storage)
{
	struct sql_tree tree;
	struct sql_error error;
	if (!sql_tree_parse(&tree, arena, frame, definition, &error))
		return false;
	PgQuery__IndexStmt *node = SQL_NODE(tree.statement, INDEX_STMT, index_stmt);
	*storage = (struct sql_storage){
		.parameters = writing_parameters(&tree, arena, node->options, node->n_options),
		.tablespace = *node->table_space ? arena_strdup(arena, node->table_space) : NULL};
	node->n_options = 0;
	node->table_space = (char *)protobuf_c_empty_string;
	storage->rest = index_text(&tree, arena, node);
	sql_tree_finish(&tree);
	return storage->rest;
}

void sql_rename_index(struct arena *arena, struct index *index, const struct sql_renames *renames)
{
	struct sql_tree tree;
	struct sql_error error;
	if (!sql_touches(&index->mentions, renames) ||
		!sql_tree_parse(&tree, arena, frame, index->definition, &error))
		return;
	PgQuery__IndexStmt *node = SQL_NODE(tree.statement, INDEX_STMT, index_stmt);
	sql_apply_renames(&tree, &node->base, renames);
	struct index renamed = {.object = index->object, .unique = index->unique};
	if (read_index(&tree, arena, node, &renamed, &error)) {
		renamed.attached_to = index->attached_to;
		renamed.inherited = index->inherited;
		renamed.made_as = index->made_as;
		*index = renamed;
	}
	sql_tree_finish(&tree);
}
