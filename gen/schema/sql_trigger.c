/* Triggers and policies in SQL's own words. */
#include "schema/sql_definition.h"

#include <stdlib.h>
#include <string.h>

/* PostgreSQL's own numbers (catalog/pg_trigger.h). */
enum {
	TIMING_BEFORE = 1 << 1,
	TIMING_INSTEAD = 1 << 6,
	EVENT_INSERT = 1 << 2,
	EVENT_DELETE = 1 << 3,
	EVENT_UPDATE = 1 << 4,
	EVENT_TRUNCATE = 1 << 5
};

static void put_update(struct writing *writing, const PgQuery__CreateTrigStmt *node)
{
	text_put(&writing->text, "UPDATE");
	for (size_t i = 0; i < node->n_columns; i++)
		text_printf(&writing->text, "%s%s", i ? ", " : " OF ",
			sql_identifier(&writing->tree->arena, sql_node_string(node->columns[i])));
}

static void put_events(struct writing *writing, const PgQuery__CreateTrigStmt *node)
{
	static const struct {
		int event;
		const char *name;
	} events[] = {
		{EVENT_INSERT, "INSERT"},
		{EVENT_UPDATE, "UPDATE"},
		{EVENT_DELETE, "DELETE"},
		{EVENT_TRUNCATE, "TRUNCATE"},
	};
	const char *between = "";
	text_put(&writing->text, node->timing & TIMING_BEFORE    ? "BEFORE "
				 : node->timing & TIMING_INSTEAD ? "INSTEAD OF "
								 : "AFTER ");
	for (size_t i = 0; i < sizeof events / sizeof *events; i++) {
		if (!(node->events & events[i].event))
			continue;
		text_put(&writing->text, between);
		if (events[i].event == EVENT_UPDATE)
			put_update(writing, node);
		else
			text_put(&writing->text, events[i].name);
		between = " OR ";
	}
	text_put(&writing->text, " ");
}

static void put_constraint(
	struct defining *to, struct writing *writing, const PgQuery__CreateTrigStmt *node)
{
	if (node->constrrel) {
		const PgQuery__RangeVar *from = node->constrrel;
		struct qualified name = {.schema = *from->schemaname ? from->schemaname : NULL,
			.name = from->relname};
		text_printf(&writing->text, " FROM %s", sql_qualified(&to->tree->arena, name));
		define_mentions(to, &node->constrrel->base);
	}
	if (node->deferrable)
		text_put(&writing->text,
			node->initdeferred ? " DEFERRABLE INITIALLY DEFERRED" : " DEFERRABLE");
}

static void put_transitions(struct writing *writing, const PgQuery__CreateTrigStmt *node)
{
	for (size_t i = 0; i < node->n_transition_rels; i++) {
		const PgQuery__TriggerTransition *transition =
			SQL_NODE(node->transition_rels[i], TRIGGER_TRANSITION, trigger_transition);
		text_printf(&writing->text, "%s%s TABLE AS %s", i ? " " : " REFERENCING ",
			transition->is_new ? "NEW" : "OLD",
			sql_identifier(&writing->tree->arena, transition->name));
	}
}

/* OLD TABLE before NEW TABLE. */
static int by_age(const void *a, const void *b)
{
	const PgQuery__Node *one = *(PgQuery__Node *const *)a, *two = *(PgQuery__Node *const *)b;
	return one->trigger_transition->is_new - two->trigger_transition->is_new;
}

static void put_call(struct writing *writing, const PgQuery__CreateTrigStmt *node)
{
	struct arena *arena = &writing->tree->arena;
	text_printf(&writing->text, " EXECUTE FUNCTION %s(",
		sql_qualified(arena, sql_node_name(node->funcname, node->n_funcname)));
	for (size_t i = 0; i < node->n_args; i++)
		text_printf(&writing->text, "%s%s", i ? ", " : "",
			sql_literal(arena, sql_node_string(node->args[i])));
	text_put(&writing->text, ")");
}

static void mention_call(struct defining *to, const PgQuery__CreateTrigStmt *node)
{
	struct qualified name = sql_node_name(node->funcname, node->n_funcname);
	struct qualified copy = {
		arena_strdup(to->arena, name.schema), arena_strdup(to->arena, name.name), NULL};
	list_push(to->arena, &to->definition->mentions.functions, copy);
}

bool define_trigger(struct defining *to)
{
	struct writing writing = {.tree = to->tree};
	PgQuery__CreateTrigStmt *node =
		SQL_NODE(to->tree->statement, CREATE_TRIG_STMT, create_trig_stmt);
	if (!node)
		return sql_refuse(
			to->arena, to->error, 0, "a trigger's definition is expected here");
	if (node->n_transition_rels > 1)
		qsort(node->transition_rels, node->n_transition_rels, sizeof *node->transition_rels,
			by_age);
	put_events(&writing, node);
	define_relation(to, &writing, node->relation);
	put_constraint(to, &writing, node);
	put_transitions(&writing, node);
	text_put(&writing.text, node->row ? " FOR EACH ROW" : " FOR EACH STATEMENT");
	if (node->when_clause) {
		text_put(&writing.text, " WHEN (");
		writing_expression(&writing, node->when_clause);
		text_put(&writing.text, ")");
		define_mentions(to, &node->when_clause->base);
	}
	put_call(&writing, node);
	mention_call(to, node);
	writing_mention_nodes(to->arena, &to->definition->columns, node->columns, node->n_columns);
	return define_take(to, &writing);
}

/* --- policies ----------------------------------------------------------------------------------
 */

static int by_role(const void *a, const void *b)
{
	const PgQuery__Node *one = *(PgQuery__Node *const *)a, *two = *(PgQuery__Node *const *)b;
	return strcmp(one->role_spec->rolename, two->role_spec->rolename);
}

/* "a, b", in the order of their names; NULL: PUBLIC, or refused. */
static bool roles_text(struct defining *to, PgQuery__CreatePolicyStmt *node, const char **roles)
{
	struct text text = {0};
	bool all = false;
	qsort(node->roles, node->n_roles, sizeof *node->roles, by_role);
	for (size_t i = 0; i < node->n_roles; i++) {
		const PgQuery__RoleSpec *role = node->roles[i]->role_spec;
		bool named = role->roletype == PG_QUERY__ROLE_SPEC_TYPE__ROLESPEC_CSTRING;
		all |= role->roletype == PG_QUERY__ROLE_SPEC_TYPE__ROLESPEC_PUBLIC;
		if (named)
			text_printf(&text, "%s%s", text.length ? ", " : "",
				sql_identifier(&to->tree->arena, role->rolename));
		else if (role->roletype != PG_QUERY__ROLE_SPEC_TYPE__ROLESPEC_PUBLIC) {
			text_finish(&text);
			return sql_refuse(to->arena, to->error, 0,
				"who is meant depends on who runs it; name the role");
		}
	}
	*roles = text.length ? text_take(&text, to->arena) : NULL;
	if (all && *roles)
		return sql_refuse(
			to->arena, to->error, 0, "PUBLIC is every role; leave the others out");
	return true;
}

static const char *command_name(const PgQuery__CreatePolicyStmt *node)
{
	static const char *const commands[][2] = {{"select", "SELECT"}, {"insert", "INSERT"},
		{"update", "UPDATE"}, {"delete", "DELETE"}};
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
		if (strcmp(node->cmd_name, commands[i][0]) == 0)
			return commands[i][1];
	}
	return NULL;
}

static void put_condition(
	struct defining *to, struct writing *writing, const char *word, PgQuery__Node *node)
{
	if (!node)
		return;
	text_printf(&writing->text, " %s (", word);
	writing_expression(writing, node);
	text_put(&writing->text, ")");
	define_mentions(to, &node->base);
}

bool define_policy(struct defining *to)
{
	struct writing writing = {.tree = to->tree};
	const char *roles = NULL;
	PgQuery__CreatePolicyStmt *node =
		SQL_NODE(to->tree->statement, CREATE_POLICY_STMT, create_policy_stmt);
	if (!node)
		return sql_refuse(
			to->arena, to->error, 0, "a policy's definition is expected here");
	if (!roles_text(to, node, &roles))
		return false;
	const char *command = command_name(node);
	define_relation(to, &writing, node->table);
	text_put(&writing.text, node->permissive ? "" : " AS RESTRICTIVE");
	if (command)
		text_printf(&writing.text, " FOR %s", command);
	if (roles)
		text_printf(&writing.text, " TO %s", roles);
	put_condition(to, &writing, "USING", node->qual);
	put_condition(to, &writing, "WITH CHECK", node->with_check);
	return define_take(to, &writing);
}

bool sql_policy(struct arena *arena, const char *definition, struct policy *policy)
{
	static const struct sql_frame frame = {"CREATE POLICY x ", ""};
	struct sql_tree tree;
	struct sql_error error;
	*policy = (struct policy){0};
	if (!sql_tree_parse(&tree, arena, frame, definition, &error))
		return false;
	PgQuery__CreatePolicyStmt *node =
		SQL_NODE(tree.statement, CREATE_POLICY_STMT, create_policy_stmt);
	struct defining to = {.tree = &tree, .arena = arena, .error = &error};
	bool good = node && roles_text(&to, node, &policy->roles);
	if (good) {
		policy->restrictive = !node->permissive;
		policy->command = command_name(node);
		policy->using_sql = node->qual ? sql_node_text(&tree, arena, node->qual) : NULL;
		policy->check_sql =
			node->with_check ? sql_node_text(&tree, arena, node->with_check) : NULL;
		good = (policy->using_sql || !node->qual) &&
		       (policy->check_sql || !node->with_check);
	}
	policy->command = policy->command ? policy->command : "ALL";
	policy->roles = policy->roles ? policy->roles : "PUBLIC";
	sql_tree_finish(&tree);
	return good;
}
