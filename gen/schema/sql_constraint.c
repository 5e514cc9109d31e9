/* Table constraints in SQL's own words. */
#include "schema/sql_writing.h"
#include "schema/sql_memory.h"

#include <string.h>

#define ADD "ALTER TABLE t ADD "

static const struct sql_frame frame = {ADD, ""};

static PgQuery__Constraint *only_constraint(const PgQuery__Node *statement)
{
	const PgQuery__AlterTableStmt *alter =
		SQL_NODE(statement, ALTER_TABLE_STMT, alter_table_stmt);
	if (!alter || alter->n_cmds != 1)
		return NULL;
	const PgQuery__AlterTableCmd *command =
		SQL_NODE(alter->cmds[0], ALTER_TABLE_CMD, alter_table_cmd);
	return command ? SQL_NODE(command->def, CONSTRAINT, constraint) : NULL;
}

static struct names copy_strings(struct arena *arena, PgQuery__Node *const *nodes, size_t count)
{
	struct names names = {0};
	for (size_t i = 0; i < count; i++) {
		const char *name = sql_node_string(nodes[i]);
		if (name)
			list_push(arena, &names, arena_strdup(arena, name));
	}
	return names;
}

static bool find_kind(const PgQuery__Constraint *node, enum constraint_kind *kind)
{
	switch (node->contype) {
	case PG_QUERY__CONSTR_TYPE__CONSTR_PRIMARY:
		*kind = CONSTRAINT_PRIMARY_KEY;
		return true;
	case PG_QUERY__CONSTR_TYPE__CONSTR_UNIQUE:
		*kind = CONSTRAINT_UNIQUE;
		return true;
	case PG_QUERY__CONSTR_TYPE__CONSTR_CHECK:
		*kind = CONSTRAINT_CHECK;
		return true;
	case PG_QUERY__CONSTR_TYPE__CONSTR_FOREIGN:
		*kind = CONSTRAINT_FOREIGN_KEY;
		return true;
	case PG_QUERY__CONSTR_TYPE__CONSTR_EXCLUSION:
		*kind = CONSTRAINT_EXCLUSION;
		return true;
	default:
		return false;
	}
}

static bool check_constraint(
	struct arena *arena, PgQuery__Constraint *node, struct sql_error *error)
{
	if (*node->indexname)
		return sql_refuse(arena, error, 0,
			"USING INDEX describes a step of a migration; name the columns instead");
	if (node->pktable && *node->pktable->catalogname)
		return sql_refuse(arena, error, 0, "a reference cannot name another database");
	return sql_check_expressions(arena, frame, &node->base, error);
}

static void put_key_constraint(struct writing *to, const PgQuery__Constraint *node)
{
	bool primary = node->contype == PG_QUERY__CONSTR_TYPE__CONSTR_PRIMARY;
	text_put(&to->text, primary ? "PRIMARY KEY " : "UNIQUE ");
	if (node->nulls_not_distinct)
		text_put(&to->text, "NULLS NOT DISTINCT ");
	writing_names(to, node->keys, node->n_keys);
}

static void put_check(struct writing *to, const PgQuery__Constraint *node)
{
	text_put(&to->text, "CHECK (");
	writing_expression(to, node->raw_expr);
	text_put(&to->text, node->is_no_inherit ? ") NO INHERIT" : ")");
}

static void put_action(struct writing *to, const char *event, const char *action)
{
	static const struct {
		char letter;
		const char *words;
	} actions[] = {
		{'r', "RESTRICT"}, {'c', "CASCADE"}, {'n', "SET NULL"}, {'d', "SET DEFAULT"}};
	for (size_t i = 0; i < sizeof actions / sizeof *actions; i++) {
		if (*action == actions[i].letter)
			text_printf(&to->text, " ON %s %s", event, actions[i].words);
	}
}

static void put_reference(struct writing *to, const PgQuery__Constraint *node)
{
	struct qualified table = {
		.schema = *node->pktable->schemaname ? node->pktable->schemaname : NULL,
		.name = node->pktable->relname};
	text_put(&to->text, "FOREIGN KEY ");
	writing_names(to, node->fk_attrs, node->n_fk_attrs);
	text_printf(&to->text, " REFERENCES %s", sql_qualified(&to->tree->arena, table));
	if (node->n_pk_attrs) {
		text_put(&to->text, " ");
		writing_names(to, node->pk_attrs, node->n_pk_attrs);
	}
	if (*node->fk_matchtype == 'f')
		text_put(&to->text, " MATCH FULL");
	put_action(to, "DELETE", node->fk_del_action);
	if (node->n_fk_del_set_cols) {
		text_put(&to->text, " ");
		writing_names(to, node->fk_del_set_cols, node->n_fk_del_set_cols);
	}
	put_action(to, "UPDATE", node->fk_upd_action);
}

/* An operator's name, which OPERATOR() must surround when it says its schema. */
static void put_operator(struct writing *to, const PgQuery__List *name)
{
	struct qualified operator= sql_node_name(name->items, name->n_items);
	if (operator.schema)
		text_printf(&to->text, "OPERATOR(%s.%s)",
			sql_identifier(&to->tree->arena, operator.schema), operator.name);
	else
		text_put(&to->text, operator.name ? operator.name : "");
}

static void put_exclusion(struct writing *to, const PgQuery__Constraint *node)
{
	text_put(&to->text, "EXCLUDE ");
	writing_method(to, node->access_method);
	for (size_t i = 0; i < node->n_exclusions; i++) {
		const PgQuery__List *pair = node->exclusions[i]->list;
		text_put(&to->text, i ? ", " : "(");
		writing_element(to, pair->items[0]->index_elem);
		text_put(&to->text, " WITH ");
		put_operator(to, pair->items[1]->list);
	}
	text_put(&to->text, ")");
}

static const char *constraint_text(struct sql_tree *tree, struct arena *arena,
	const PgQuery__Constraint *node, enum constraint_kind kind)
{
	struct writing to = {.tree = tree};
	switch (kind) {
	case CONSTRAINT_PRIMARY_KEY:
	case CONSTRAINT_UNIQUE:
		put_key_constraint(&to, node);
		break;
	case CONSTRAINT_CHECK:
		put_check(&to, node);
		break;
	case CONSTRAINT_FOREIGN_KEY:
		put_reference(&to, node);
		break;
	case CONSTRAINT_EXCLUSION:
		put_exclusion(&to, node);
		break;
	}
	if (node->n_including) {
		text_put(&to.text, " INCLUDE ");
		writing_names(&to, node->including, node->n_including);
	}
	if (node->n_options) {
		text_put(&to.text, " WITH ");
		writing_options(&to, node->options, node->n_options);
	}
	if (*node->indexspace)
		text_printf(&to.text, " USING INDEX TABLESPACE %s",
			sql_identifier(&tree->arena, node->indexspace));
	if (node->where_clause) {
		text_put(&to.text, " WHERE (");
		writing_expression(&to, node->where_clause);
		text_put(&to.text, ")");
	}
	if (node->deferrable)
		text_put(&to.text, " DEFERRABLE");
	if (node->initdeferred)
		text_put(&to.text, " INITIALLY DEFERRED");
	return writing_take(&to, arena, ADD);
}

static void read_mentions(
	struct arena *arena, PgQuery__Constraint *node, struct constraint *constraint)
{
	struct names *columns = &constraint->mentions.columns;
	writing_mention_nodes(arena, columns, node->keys, node->n_keys);
	writing_mention_nodes(arena, columns, node->fk_attrs, node->n_fk_attrs);
	writing_mention_nodes(arena, columns, node->including, node->n_including);
	writing_mention_nodes(arena, columns, node->fk_del_set_cols, node->n_fk_del_set_cols);
	writing_mention_nodes(arena, columns, node->exclusions, node->n_exclusions);
	size_t options = node->n_options;
	node->n_options = 0; /* whose words are no types */
	sql_mentions(arena, &node->base, &constraint->mentions);
	node->n_options = options;
	constraint->columns = copy_strings(arena, node->keys, node->n_keys);
	if (constraint->type == CONSTRAINT_FOREIGN_KEY)
		constraint->columns = copy_strings(arena, node->fk_attrs, node->n_fk_attrs);
	else if (!node->n_keys)
		list_each (const char **, name, columns)
			list_push(arena, &constraint->columns, *name);
}

static void read_reference(
	struct arena *arena, const PgQuery__Constraint *node, struct constraint *constraint)
{
	if (!node->pktable)
		return;
	if (*node->pktable->schemaname)
		constraint->references.schema = arena_strdup(arena, node->pktable->schemaname);
	constraint->references.name = arena_strdup(arena, node->pktable->relname);
	constraint->referenced = copy_strings(arena, node->pk_attrs, node->n_pk_attrs);
}

/* Those that NOT VALID may follow say so of themselves when it does not. */
static bool is_checked(PgQuery__ConstrType type)
{
	return type == PG_QUERY__CONSTR_TYPE__CONSTR_CHECK ||
	       type == PG_QUERY__CONSTR_TYPE__CONSTR_FOREIGN;
}

static bool read_constraint(struct sql_tree *tree, struct arena *arena, PgQuery__Constraint *node,
	struct constraint *constraint, struct sql_error *error)
{
	node->conname = (char *)protobuf_c_empty_string;
	constraint->not_valid = node->skip_validation;
	node->skip_validation = false;
	node->initially_valid = is_checked(node->contype);
	sql_normalise(tree, &node->base);
	sql_normalise_options(tree, &node->base);
	constraint->definition = constraint_text(tree, arena, node, constraint->type);
	if (!constraint->definition)
		return sql_cannot_write(arena, error);
	constraint->without_overlap_of_nulls = node->nulls_not_distinct;
	constraint->deferrable = node->deferrable;
	read_reference(arena, node, constraint);
	read_mentions(arena, node, constraint);
	return true;
}

static bool parse_constraint(struct arena *arena, const char *text, struct constraint *constraint,
	struct sql_error *error)
{
	struct sql_tree tree;
	if (!sql_tree_parse(&tree, arena, frame, text, error))
		return false;
	struct object object = constraint->object;
	*constraint = (struct constraint){.object = object};
	PgQuery__Constraint *node = only_constraint(tree.statement);
	bool good = node && find_kind(node, &constraint->type);
	if (!good)
		sql_refuse(arena, error, 0,
			"a table constraint is expected here: PRIMARY KEY, UNIQUE, CHECK, FOREIGN "
			"KEY or EXCLUDE");
	good = good && check_constraint(arena, node, error) &&
	       read_constraint(&tree, arena, node, constraint, error);
	sql_tree_finish(&tree);
	return good;
}

/* CHECK (…) with nothing after it: the expression is all there is to read, and it may be known. */
static bool check_only(struct arena *arena, const char *text, struct constraint *constraint)
{
	static const char start[] = "CHECK (";
	struct expression inside;
	struct sql_error error;
	size_t length = strlen(text);
	if (strncmp(text, start, sizeof start - 1) != 0 || text[length - 1] != ')' ||
		!sql_expression(arena,
			arena_strndup(arena, text + sizeof start - 1, length - sizeof start),
			&inside, &error))
		return false;
	*constraint = (struct constraint){
		.object = constraint->object,
		.type = CONSTRAINT_CHECK,
		.definition = arena_printf(arena, "CHECK (%s)", inside.sql),
		.columns = inside.mentions.columns,
		.mentions = inside.mentions,
	};
	return true;
}

bool sql_constraint(struct arena *arena, const char *text, struct constraint *constraint,
	struct sql_error *error)
{
	struct map *known = &sql_memory(arena)->constraints;
	const struct constraint *before = sql_memory_get(arena, known, text);
	if (before) {
		struct object object = constraint->object;
		*constraint = *before;
		constraint->object = object;
		return true;
	}
	if (!check_only(arena, text, constraint) &&
		!parse_constraint(arena, text, constraint, error))
		return false;
	sql_memory_share(&constraint->mentions);
	sql_memory_share_names(&constraint->columns);
	sql_memory_share_names(&constraint->referenced);
	struct constraint *kept = arena_new(arena, struct constraint);
	*kept = *constraint;
	sql_memory_put(arena, known, text, kept);
	return true;
}

bool sql_constraint_storage(
	struct arena *arena, const char *definition, struct sql_storage *storage)
{
	struct sql_tree tree;
	struct sql_error error;
	enum constraint_kind kind = CONSTRAINT_CHECK;
	if (!sql_tree_parse(&tree, arena, frame, definition, &error))
		return false;
	PgQuery__Constraint *node = only_constraint(tree.statement);
	find_kind(node, &kind);
	*storage = (struct sql_storage){
		.parameters = writing_parameters(&tree, arena, node->options, node->n_options),
		.tablespace = *node->indexspace ? arena_strdup(arena, node->indexspace) : NULL};
	node->n_options = 0;
	node->indexspace = (char *)protobuf_c_empty_string;
	storage->rest = constraint_text(&tree, arena, node, kind);
	sql_tree_finish(&tree);
	return storage->rest;
}

const char *sql_key_index(struct arena *arena, const char *definition)
{
	struct sql_tree tree;
	struct sql_error error;
	if (!sql_tree_parse(&tree, arena, frame, definition, &error))
		return NULL;
	struct writing to = {.tree = &tree};
	const PgQuery__Constraint *node = only_constraint(tree.statement);
	writing_names(&to, node->keys, node->n_keys);
	if (node->n_including) {
		text_put(&to.text, " INCLUDE ");
		writing_names(&to, node->including, node->n_including);
	}
	if (node->nulls_not_distinct)
		text_put(&to.text, " NULLS NOT DISTINCT");
	if (node->n_options) {
		text_put(&to.text, " WITH ");
		writing_options(&to, node->options, node->n_options);
	}
	if (*node->indexspace)
		text_printf(
			&to.text, " TABLESPACE %s", sql_identifier(&tree.arena, node->indexspace));
	const char *made = node->n_keys ? text_take(&to.text, arena) : NULL;
	text_finish(&to.text);
	sql_tree_finish(&tree);
	return made;
}

/* What is no part of the definition. */
static void keep(struct constraint *constraint, const struct constraint *before)
{
	constraint->not_valid = before->not_valid;
	constraint->inherited = before->inherited;
	constraint->made_as = before->made_as;
	constraint->part_of = before->part_of;
}

void sql_rename_constraint(struct arena *arena, struct constraint *constraint,
	const struct sql_renames *renames, const struct sql_renames *referenced)
{
	struct sql_tree tree;
	struct sql_error error;
	if (!sql_tree_parse(&tree, arena, frame, constraint->definition, &error))
		return;
	PgQuery__Constraint *node = only_constraint(tree.statement);
	sql_apply_renames(&tree, &node->base, renames);
	sql_rename_strings(&tree, node->keys, node->n_keys, renames);
	sql_rename_strings(&tree, node->including, node->n_including, renames);
	sql_rename_strings(&tree, node->fk_attrs, node->n_fk_attrs, renames);
	sql_rename_strings(&tree, node->fk_del_set_cols, node->n_fk_del_set_cols, renames);
	if (referenced)
		sql_rename_strings(&tree, node->pk_attrs, node->n_pk_attrs, referenced);
	struct constraint renamed = {.object = constraint->object, .type = constraint->type};
	if (read_constraint(&tree, arena, node, &renamed, &error)) {
		keep(&renamed, constraint);
		*constraint = renamed;
	}
	sql_tree_finish(&tree);
}

bool sql_reference_columns(
	struct arena *arena, struct constraint *constraint, const struct names *columns)
{
	struct sql_tree tree;
	struct sql_error error;
	if (!sql_tree_parse(&tree, arena, frame, constraint->definition, &error))
		return false;
	PgQuery__Constraint *node = only_constraint(tree.statement);
	node->n_pk_attrs = columns->count;
	node->pk_attrs = arena_alloc(&tree.arena, columns->count * sizeof *node->pk_attrs);
	for (size_t i = 0; i < columns->count; i++)
		node->pk_attrs[i] = sql_string_node(&tree, columns->items[i]);
	struct constraint filled = {.object = constraint->object, .type = constraint->type};
	bool good = read_constraint(&tree, arena, node, &filled, &error);
	if (good) {
		keep(&filled, constraint);
		*constraint = filled;
	}
	sql_tree_finish(&tree);
	return good;
}
