/* Statements about triggers, policies, rules, extended statistics, collations and privileges; see
 * ddl.h. */
#include "plan/ddl.h"

#include "diff/objects.h"
#include "schema/sql.h"

#include <string.h>

static const char *create_words(const struct definition *definition, bool replace)
{
	switch ((int)definition->object.kind) {
	case OBJECT_TRIGGER:
		return definition->constraint ? "CREATE CONSTRAINT TRIGGER" : "CREATE TRIGGER";
	case OBJECT_POLICY:
		return "CREATE POLICY";
	case OBJECT_RULE:
		return replace ? "CREATE OR REPLACE RULE" : "CREATE RULE";
	case OBJECT_STATISTICS:
		return "CREATE STATISTICS";
	default:
		return "CREATE COLLATION";
	}
}

enum { LINE_WIDTH = 80 };

/* Where a long trigger or rule goes on in another line. */
static bool begins_line(const char *sql)
{
	return strncmp(sql, " FOR EACH ", 10) == 0 || strncmp(sql, " EXECUTE FUNCTION ", 18) == 0 ||
	       strncmp(sql, " DO ", 4) == 0;
}

static const char *broken(struct arena *arena, const char *sql)
{
	struct text text = {0};
	char quote = '\0';
	int depth = 0;
	for (; *sql; sql++) {
		if (quote ? *sql == quote : *sql == '"' || *sql == '\'')
			quote = quote ? '\0' : *sql;
		depth += quote ? 0 : (*sql == '(') - (*sql == ')');
		bool line = !quote && depth == 0 && begins_line(sql);
		text_put(&text, line ? "\n\t" : "");
		if (!line)
			text_put_char(&text, *sql);
	}
	return text_take(&text, arena);
}

/* A long one has a line for each clause. */
static const char *in_lines(struct arena *arena, const struct definition *definition)
{
	struct policy policy;
	enum object_kind kind = definition->object.kind;
	if (strlen(definition->definition) < LINE_WIDTH - 20)
		return definition->definition;
	if ((kind == OBJECT_TRIGGER || kind == OBJECT_RULE) &&
		!strpbrk(definition->definition, "$\\"))
		return broken(arena, definition->definition);
	if (kind != OBJECT_POLICY || !sql_policy(arena, definition->definition, &policy))
		return definition->definition;
	struct text text = {0};
	text_printf(&text, "ON %s%s", sql_qualified(arena, definition->relation),
		policy.restrictive ? " AS RESTRICTIVE" : "");
	if (strcmp(policy.command, "ALL") != 0)
		text_printf(&text, " FOR %s", policy.command);
	if (strcmp(policy.roles, "PUBLIC") != 0)
		text_printf(&text, " TO %s", policy.roles);
	if (policy.using_sql)
		text_printf(&text, "\n\tUSING (%s)", policy.using_sql);
	if (policy.check_sql)
		text_printf(&text, "\n\tWITH CHECK (%s)", policy.check_sql);
	return text_take(&text, arena);
}

const char *ddl_create_definition(
	struct arena *arena, const struct definition *definition, bool replace)
{
	struct qualified name = definition->object.name;
	bool within = definition->object.kind == OBJECT_STATISTICS ||
		      definition->object.kind == OBJECT_COLLATION;
	return arena_printf(arena, "%s %s %s", create_words(definition, replace),
		within ? sql_qualified(arena, name) : sql_identifier(arena, name.name),
		in_lines(arena, definition));
}

const char *ddl_enable(struct arena *arena, const struct definition *definition)
{
	static const char *const words[] = {
		[ENABLED_ORIGIN] = "ENABLE",
		[ENABLED_DISABLED] = "DISABLE",
		[ENABLED_REPLICA] = "ENABLE REPLICA",
		[ENABLED_ALWAYS] = "ENABLE ALWAYS",
	};
	return arena_printf(arena, "ALTER TABLE %s %s %s %s",
		sql_qualified(arena, definition->relation), words[definition->enabled],
		definition->object.kind == OBJECT_RULE ? "RULE" : "TRIGGER",
		sql_identifier(arena, definition->object.name.name));
}

const char *ddl_statistics_target(struct arena *arena, const struct definition *definition)
{
	return arena_printf(arena, "ALTER STATISTICS %s SET STATISTICS %d",
		sql_qualified(arena, definition->object.name), definition->statistics - 1);
}

const char *ddl_alter_policy(
	struct arena *arena, const struct definition *from, const struct definition *to)
{
	struct policy old, new;
	if (!sql_policy(arena, from->definition, &old) || !sql_policy(arena, to->definition, &new))
		return NULL;
	if (old.restrictive != new.restrictive || strcmp(old.command, new.command) != 0 ||
		(old.using_sql && !new.using_sql) || (old.check_sql && !new.check_sql))
		return NULL;
	struct text text = {0};
	if (strcmp(old.roles, new.roles) != 0)
		text_printf(&text, " TO %s", new.roles);
	if (!strings_equal(old.using_sql, new.using_sql))
		text_printf(&text, " USING (%s)", new.using_sql);
	if (!strings_equal(old.check_sql, new.check_sql))
		text_printf(&text, " WITH CHECK (%s)", new.check_sql);
	const char *what = text_take(&text, arena);
	return ddl_alter(arena, OBJECT_POLICY, to->object.name, what + (*what == ' '));
}

/* --- privileges --------------------------------------------------------------------------------
 */

static const char *privileges_text(struct arena *arena, const struct privileges *privileges)
{
	struct text text = {0};
	list_each (const struct privilege *, each, privileges) {
		text_printf(&text, "%s%s", each == privileges->items ? "" : ", ", each->name);
		if (each->columns.count)
			text_printf(&text, " (%s)", sql_identifiers(arena, &each->columns));
	}
	return text_take(&text, arena);
}

/* "FUNCTION f(integer)" */
static const char *target_text(struct arena *arena, const struct grant *grant)
{
	static const char *const words[OBJECT_KINDS] = {
		[OBJECT_TABLE] = "TABLE",
		[OBJECT_SEQUENCE] = "SEQUENCE",
		[OBJECT_FUNCTION] = "FUNCTION",
		[OBJECT_PROCEDURE] = "PROCEDURE",
		[OBJECT_SCHEMA] = "SCHEMA",
		[OBJECT_ENUM] = "TYPE",
	};
	struct qualified name = {grant->target.schema, grant->target.name, NULL};
	return arena_printf(arena, "%s %s%s", words[grant->target_kind], sql_qualified(arena, name),
		grant->target.suffix ? grant->target.suffix : "");
}

const char *ddl_grant(struct arena *arena, const struct grant *grant,
	const struct privileges *privileges, bool option)
{
	return arena_printf(arena, "GRANT %s ON %s TO %s%s", privileges_text(arena, privileges),
		target_text(arena, grant), sql_role(arena, grant->object.name.name),
		option ? " WITH GRANT OPTION" : "");
}

const char *ddl_revoke(struct arena *arena, const struct grant *grant,
	const struct privileges *privileges, bool option)
{
	return arena_printf(arena, "REVOKE %s%s ON %s FROM %s", option ? "GRANT OPTION FOR " : "",
		privileges_text(arena, privileges), target_text(arena, grant),
		sql_role(arena, grant->object.name.name));
}
