/* Triggers, policies, rules, extended statistics, collations and privileges as annotated C. */
#include "write/models.h"

#include "schema/sql.h"

static const char *definition_word(const struct definition *definition)
{
	switch ((int)definition->object.kind) {
	case OBJECT_TRIGGER:
		return definition->constraint ? "DB_CONSTRAINT_TRIGGER" : "DB_TRIGGER";
	case OBJECT_POLICY:
		return "DB_POLICY";
	case OBJECT_RULE:
		return "DB_RULE";
	case OBJECT_STATISTICS:
		return "DB_STATISTICS";
	case OBJECT_RANGE:
		return "DB_RANGE";
	default:
		return "DB_COLLATION";
	}
}

static const char *enabled_word(enum enabled enabled)
{
	switch (enabled) {
	case ENABLED_DISABLED:
		return "disabled";
	case ENABLED_REPLICA:
		return "replica";
	case ENABLED_ALWAYS:
		return "always";
	case ENABLED_ORIGIN:
		break;
	}
	return NULL;
}

void model_definition(struct model_writer *w, const struct definition *definition)
{
	struct qualified name = definition->object.name;
	if (name.suffix) /* the relation says the schema */
		name = (struct qualified){.name = name.name};
	model_doc_comment(w, &definition->object, "");
	model_word_name_sql(w, definition_word(definition), name, definition->definition);
	const char *enabled = enabled_word(definition->enabled);
	if (enabled)
		model_word_sql(w, " DB_ENABLED", enabled);
	if (definition->statistics)
		model_word_sql(w, " DB_STATISTICS_TARGET",
			arena_printf(&w->arena, "%d", definition->statistics - 1));
	model_was(w, &definition->object, " ");
	model_comment_word(w, &definition->object, " ");
	text_put(w->text, ";\n");
}

/* Those with or those without a grant option: "SELECT, UPDATE (a)"; NULL: none. */
static const char *privileges_text(
	struct model_writer *w, const struct grant *grant, bool grantable)
{
	struct text text = {0};
	list_each (const struct privilege *, privilege, &grant->privileges) {
		if (privilege->grantable != grantable)
			continue;
		text_printf(&text, "%s%s", text.length ? ", " : "", privilege->name);
		if (privilege->columns.count)
			text_printf(
				&text, " (%s)", sql_identifiers(&w->arena, &privilege->columns));
	}
	return text.length ? text_take(&text, &w->arena) : NULL;
}

/* "FUNCTION f(integer)"; a table's word goes without saying. */
static const char *target_text(struct model_writer *w, const struct grant *grant)
{
	static const char *const words[OBJECT_KINDS] = {
		[OBJECT_SEQUENCE] = "SEQUENCE ",
		[OBJECT_FUNCTION] = "FUNCTION ",
		[OBJECT_PROCEDURE] = "PROCEDURE ",
		[OBJECT_SCHEMA] = "SCHEMA ",
		[OBJECT_ENUM] = "TYPE ",
	};
	const char *word = words[grant->target_kind];
	struct qualified name = {grant->target.schema, grant->target.name, NULL};
	return arena_printf(&w->arena, "%s%s%s", word ? word : "", sql_qualified(&w->arena, name),
		grant->target.suffix ? grant->target.suffix : "");
}

void model_grant(struct model_writer *w, const struct grant *grant)
{
	const char *role = sql_role(&w->arena, grant->object.name.name);
	const char *target = target_text(w, grant);
	for (int grantable = 0; grantable < 2; grantable++) {
		const char *privileges = privileges_text(w, grant, grantable);
		if (!privileges)
			continue;
		model_word_sql(w, "DB_GRANT",
			arena_printf(&w->arena, "%s ON %s TO %s%s", privileges, target, role,
				grantable ? " WITH GRANT OPTION" : ""));
		text_put(w->text, ";\n");
	}
	if (grant->privileges.count)
		return;
	model_word_sql(w, "DB_REVOKE",
		arena_printf(&w->arena, "%s ON %s FROM %s",
			grant->target_kind == OBJECT_ENUM ? "USAGE" : "EXECUTE", target, role));
	text_put(w->text, ";\n");
}
