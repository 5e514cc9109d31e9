/* GRANT and REVOKE in SQL's own words. */
#include "schema/sql_tree.h"

#include "base/text.h"

#include <ctype.h>
#include <string.h>

/* What may be granted on a kind of object; the first of each is what ALL begins with. */
struct targets {
	PgQuery__ObjectType type;
	enum object_kind kind;
	const char *all;  /* what ALL PRIVILEGES means on every server */
	const char *more; /* what else there is on some */
};

static const struct targets *targets_of(PgQuery__ObjectType type)
{
	static const struct targets all[] = {
		{PG_QUERY__OBJECT_TYPE__OBJECT_TABLE, OBJECT_TABLE,
			"DELETE INSERT REFERENCES SELECT TRIGGER TRUNCATE UPDATE", "MAINTAIN"},
		{PG_QUERY__OBJECT_TYPE__OBJECT_SEQUENCE, OBJECT_SEQUENCE, "SELECT UPDATE USAGE",
			""},
		{PG_QUERY__OBJECT_TYPE__OBJECT_FUNCTION, OBJECT_FUNCTION, "EXECUTE", ""},
		{PG_QUERY__OBJECT_TYPE__OBJECT_PROCEDURE, OBJECT_PROCEDURE, "EXECUTE", ""},
		{PG_QUERY__OBJECT_TYPE__OBJECT_SCHEMA, OBJECT_SCHEMA, "CREATE USAGE", ""},
		{PG_QUERY__OBJECT_TYPE__OBJECT_TYPE, OBJECT_ENUM, "USAGE", ""},
		{PG_QUERY__OBJECT_TYPE__OBJECT_DOMAIN, OBJECT_ENUM, "USAGE", ""},
	};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		if (all[i].type == type)
			return &all[i];
	}
	return NULL;
}

static const char column_privileges[] = "INSERT REFERENCES SELECT UPDATE";

/* The next of words separated by spaces, or NULL. */
static const char *next_word(struct arena *arena, const char **words)
{
	size_t length = strcspn(*words, " ");
	const char *word = length ? arena_strndup(arena, *words, length) : NULL;
	*words += length + ((*words)[length] == ' ');
	return word;
}

static bool is_among(struct arena *arena, const char *words, const char *wanted)
{
	for (const char *word; (word = next_word(arena, &words));) {
		if (strcmp(word, wanted) == 0)
			return true;
	}
	return false;
}

struct granting {
	struct sql_tree *tree;
	struct arena *arena;
	const PgQuery__GrantStmt *node;
	const struct targets *targets;
	bool revoke;
	struct sql_error *error;
};

/* --- what --------------------------------------------------------------------------------------
 */

static const char *argument_types(struct granting *to, const PgQuery__ObjectWithArgs *routine)
{
	struct text text = {0};
	text_put(&text, "(");
	for (size_t i = 0; i < routine->n_objargs; i++) {
		PgQuery__TypeName *name = SQL_NODE(routine->objargs[i], TYPE_NAME, type_name);
		struct sql_type type;
		if (!name || !sql_read_type(to->tree, to->arena, name, &type, to->error)) {
			text_finish(&text);
			return NULL;
		}
		text_printf(&text, "%s%s", i ? ", " : "", type.text);
	}
	text_put(&text, ")");
	return text_take(&text, to->arena);
}

static bool read_routine(
	struct granting *to, const PgQuery__ObjectWithArgs *routine, struct qualified *target)
{
	*target = sql_node_name(routine->objname, routine->n_objname);
	if (routine->args_unspecified)
		return sql_refuse(to->arena, to->error, 0,
			"say the types of its arguments: \"%s(…)\"", target->name);
	target->suffix = argument_types(to, routine);
	return target->suffix != NULL;
}

static bool read_target(struct granting *to, const PgQuery__Node *node, struct qualified *target)
{
	const PgQuery__RangeVar *range = SQL_NODE(node, RANGE_VAR, range_var);
	const PgQuery__ObjectWithArgs *routine = SQL_NODE(node, OBJECT_WITH_ARGS, object_with_args);
	const PgQuery__List *list = SQL_NODE(node, LIST, list);
	*target = (struct qualified){.name = sql_node_string(node)};
	if (routine && !read_routine(to, routine, target))
		return false;
	if (range)
		*target = (struct qualified){
			*range->schemaname ? range->schemaname : NULL, range->relname, NULL};
	if (list)
		*target = sql_node_name(list->items, list->n_items);
	target->schema = arena_strdup(to->arena, target->schema);
	target->name = arena_strdup(to->arena, target->name);
	return true;
}

/* --- who ---------------------------------------------------------------------------------------
 */

static bool read_role(struct granting *to, const PgQuery__Node *node, const char **role)
{
	const PgQuery__RoleSpec *said = SQL_NODE(node, ROLE_SPEC, role_spec);
	if (said->roletype == PG_QUERY__ROLE_SPEC_TYPE__ROLESPEC_PUBLIC)
		*role = "public";
	else if (said->roletype == PG_QUERY__ROLE_SPEC_TYPE__ROLESPEC_CSTRING)
		*role = arena_strdup(to->arena, said->rolename);
	else
		return sql_refuse(to->arena, to->error, 0,
			"who is meant depends on who runs it; name the role");
	return true;
}

/* --- which privileges --------------------------------------------------------------------------
 */

static const char *upper(struct arena *arena, const char *name)
{
	char *copy = arena_strdup(arena, name);
	for (char *c = copy; *c; c++)
		*c = (char)toupper((unsigned char)*c);
	return copy;
}

static void add_words(
	struct granting *to, struct grant *grant, const char *words, const char *column)
{
	for (const char *word; (word = next_word(to->arena, &words));) {
		if (strcmp(grant->object.name.name, "public") != 0 ||
			!privilege_is_public(grant->target_kind, word))
			grant_add(to->arena, grant, word, column, to->node->grant_option);
	}
}

static bool add_privilege(
	struct granting *to, struct grant *grant, const PgQuery__AccessPriv *privilege)
{
	bool columns = privilege->n_cols != 0;
	const char *words = columns ? column_privileges : to->targets->all;
	if (columns && to->targets->kind != OBJECT_TABLE)
		return sql_refuse(to->arena, to->error, 0, "only tables and views have columns");
	if (*privilege->priv_name) {
		const char *name = upper(to->arena, privilege->priv_name);
		if (!is_among(to->arena, words, name) &&
			(columns || !is_among(to->arena, to->targets->more, name)))
			return sql_refuse(to->arena, to->error, 0,
				"there is no privilege \"%s\" on a %s%s; there are %s", name,
				columns ? "column of a " : "",
				to->targets->kind == OBJECT_ENUM
					? "type"
					: object_kind_name(to->targets->kind),
				words);
		words = name;
	}
	if (!columns)
		add_words(to, grant, words, NULL);
	for (size_t i = 0; i < privilege->n_cols; i++)
		add_words(to, grant, words,
			arena_strdup(to->arena, sql_node_string(privilege->cols[i])));
	return true;
}

static bool add_privileges(struct granting *to, struct grant *grant)
{
	if (to->node->n_privileges == 0)
		add_words(to, grant, to->targets->all, NULL);
	for (size_t i = 0; i < to->node->n_privileges; i++) {
		if (!add_privilege(to, grant, to->node->privileges[i]->access_priv))
			return false;
	}
	return true;
}

/* Nobody has anything in a new schema but the owner, and PUBLIC what goes without saying. */
static bool check_revoke(struct granting *to, const struct grant *grant)
{
	if (strcmp(grant->object.name.name, "public") != 0 ||
		(to->targets->kind != OBJECT_FUNCTION && to->targets->kind != OBJECT_PROCEDURE &&
			to->targets->kind != OBJECT_ENUM))
		return sql_refuse(to->arena, to->error, 0,
			"only what PUBLIC has by itself can be revoked, EXECUTE on a function or USAGE "
			"on a type; anything else is not granted in the first place");
	return true;
}

static bool add_grant(
	struct granting *to, const char *role, struct qualified target, struct grants *grants)
{
	struct grant *grant = grant_make(to->arena, role, to->targets->kind, target);
	if (to->revoke && !check_revoke(to, grant))
		return false;
	if (!add_privileges(to, grant))
		return false;
	if (grant->privileges.count || to->revoke)
		list_push(to->arena, grants, grant);
	return true;
}

static bool read_grants(struct granting *to, struct grants *grants)
{
	for (size_t i = 0; i < to->node->n_objects; i++) {
		struct qualified target;
		if (!read_target(to, to->node->objects[i], &target))
			return false;
		for (size_t j = 0; j < to->node->n_grantees; j++) {
			const char *role = NULL;
			if (!read_role(to, to->node->grantees[j], &role) ||
				!add_grant(to, role, target, grants))
				return false;
		}
	}
	return true;
}

static bool check_statement(struct granting *to)
{
	struct arena *arena = to->arena;
	if (!to->node)
		return sql_refuse(arena, to->error, 0,
			"privileges on an object are expected here; who is a member of a role is "
			"the server's business");
	if (to->node->targtype != PG_QUERY__GRANT_TARGET_TYPE__ACL_TARGET_OBJECT)
		return sql_refuse(arena, to->error, 0,
			"which objects those are depends on when it is run; name each");
	if (to->node->grantor)
		return sql_refuse(
			arena, to->error, 0, "whoever runs it grants it; take GRANTED BY out");
	if (to->node->objtype == PG_QUERY__OBJECT_TYPE__OBJECT_ROUTINE)
		return sql_refuse(
			arena, to->error, 0, "say FUNCTION or PROCEDURE instead of ROUTINE");
	to->targets = targets_of(to->node->objtype);
	if (!to->targets)
		return sql_refuse(arena, to->error, 0,
			"models hold privileges on tables, views, sequences, functions, "
			"procedures, schemas and types only");
	if (to->revoke && to->node->grant_option)
		return sql_refuse(arena, to->error, 0,
			"a grant option is not granted unless it is said: take this out");
	return true;
}

bool sql_grant(struct arena *arena, const char *text, bool revoke, struct grants *grants,
	struct sql_error *error)
{
	struct sql_frame frame = {revoke ? "REVOKE " : "GRANT ", ""};
	struct sql_tree tree;
	*grants = (struct grants){0};
	if (!sql_tree_parse(&tree, arena, frame, text, error))
		return false;
	struct granting to = {.tree = &tree, .arena = arena, .revoke = revoke, .error = error};
	to.node = SQL_NODE(tree.statement, GRANT_STMT, grant_stmt);
	bool good = check_statement(&to) && read_grants(&to, grants);
	sql_tree_finish(&tree);
	return good;
}
