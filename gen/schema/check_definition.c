/* Triggers, policies, rules, extended statistics, collations and privileges: what they are on must
 * be there. Roles are the server's, and so may functions be. */
#include "schema/check.h"

#include <string.h>

/* The table, view or materialized view of that name, or NULL. */
static const struct object *find_relation(const struct schema *schema, struct qualified name)
{
	static const enum object_kind kinds[] = {
		OBJECT_TABLE, OBJECT_VIEW, OBJECT_MATERIALIZED_VIEW};
	const struct object *found = NULL;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds && !found; i++)
		found = schema_find(schema, kinds[i], name);
	return found;
}

static void check_columns_of(struct check *check, const struct definition *definition,
	const struct table *table, const struct names *columns)
{
	list_each (const char **, column, columns) {
		if (strcmp(*column, table->object.name.name) != 0 &&
			strcmp(*column, "tableoid") != 0 && strcmp(*column, "old") != 0 &&
			strcmp(*column, "new") != 0)
			check_column_name(check, &definition->object, table, *column);
	}
}

/* Where a definition reads other relations or functions' rows, too, a name may be a column of any
 * of them. */
static void check_columns(
	struct check *check, const struct definition *definition, const struct table *table)
{
	bool alone =
		definition->mentions.relations.count == 0 && !definition->mentions.every_column;
	check_columns_of(check, definition, table, &definition->columns);
	if (alone && definition->object.kind != OBJECT_RULE)
		check_columns_of(check, definition, table, &definition->mentions.columns);
}

static const char *who(struct check *check, const struct object *object)
{
	return arena_printf(check->arena, "%s \"%s\"", object_kind_name(object->kind),
		qualified_text(check->arena,
			(struct qualified){object->name.schema, object->name.name, NULL}));
}

static void check_unknown_relation(
	struct check *check, const struct object *object, const char *what, struct qualified name)
{
	struct names candidates = check_candidates(check, OBJECT_TABLE, OBJECT_MATERIALIZED_VIEW);
	const char *text = qualified_text(check->arena, name);
	diag_error(check->diag, object->place,
		"%s is %s table or view \"%s\", which no model defines%s", who(check, object), what,
		text, check_hint(check, text, &candidates, ""));
}

static void check_relation(struct check *check, const struct definition *definition)
{
	const struct object *object = &definition->object;
	const struct object *relation = find_relation(check->schema, definition->relation);
	if (!relation)
		check_unknown_relation(check, object, "on", definition->relation);
	else if (relation->kind == OBJECT_TABLE)
		check_columns(check, definition, (const struct table *)relation);
	else if (object->kind == OBJECT_POLICY || object->kind == OBJECT_STATISTICS)
		diag_error(check->diag, object->place,
			"%s is on \"%s\", which is no table but a %s", who(check, object),
			qualified_text(check->arena, relation->name),
			object_kind_name(relation->kind));
}

static void check_definition(struct check *check, const struct definition *definition)
{
	const struct object *object = &definition->object;
	check_name(check, object);
	check_unique(check,
		object->kind == OBJECT_RANGE ? &check->types : &check->definitions[object->kind],
		object->name, object);
	if (object->kind == OBJECT_COLLATION || object->kind == OBJECT_RANGE ||
		object->kind == OBJECT_STATISTICS)
		check_namespace(check, object, object->name.schema);
	if (definition->relation.name)
		check_relation(check, definition);
	list_each (const struct qualified *, type, &definition->mentions.types)
		check_type_name(check, object, *type);
}

/* --- privileges --------------------------------------------------------------------------------
 */

static void check_grant_columns(
	struct check *check, const struct grant *grant, const struct table *table)
{
	list_each (const struct privilege *, privilege, &grant->privileges) {
		list_each (const char **, column, &privilege->columns)
			check_column_name(check, &grant->object, table, *column);
	}
}

static void check_grant_on_relation(struct check *check, const struct grant *grant)
{
	const struct object *relation = find_relation(check->schema, grant->target);
	if (relation && relation->kind == OBJECT_TABLE)
		check_grant_columns(check, grant, (const struct table *)relation);
	else if (!relation && !check_is_foreign(check, grant->target.schema))
		check_unknown_relation(
			check, &grant->object, "granted privileges on", grant->target);
}

static bool is_routine(const struct schema *schema, struct qualified name)
{
	return schema_find(schema, OBJECT_FUNCTION, name) ||
	       schema_find(schema, OBJECT_PROCEDURE, name) ||
	       schema_find(schema, OBJECT_AGGREGATE, name);
}

static void unknown_target(struct check *check, const struct grant *grant, const char *what,
	const struct names *candidates)
{
	const char *name = qualified_text(check->arena, grant->target);
	diag_error(check->diag, grant->object.place,
		"%s is granted privileges on %s \"%s\", which no model defines%s",
		who(check, &grant->object), what, name, check_hint(check, name, candidates, ""));
}

static void check_grant_on_routine(struct check *check, const struct grant *grant)
{
	if (is_routine(check->schema, grant->target) ||
		check_is_foreign(check, grant->target.schema) || check->schema->extensions.count)
		return;
	struct names candidates = check_candidates(check, OBJECT_FUNCTION, OBJECT_OPERATOR);
	unknown_target(check, grant, object_kind_name(grant->target_kind), &candidates);
}

static void check_grant_on_sequence(struct check *check, const struct grant *grant)
{
	struct mentions mentions = {0};
	list_push(check->arena, &mentions.relations, grant->target);
	check_mentions(check, &grant->object, NULL, &mentions);
}

static void check_grant(struct check *check, struct grant *grant)
{
	check_name(check, &grant->object);
	switch ((int)grant->target_kind) {
	case OBJECT_TABLE:
		check_grant_on_relation(check, grant);
		break;
	case OBJECT_SEQUENCE:
		check_grant_on_sequence(check, grant);
		break;
	case OBJECT_FUNCTION:
	case OBJECT_PROCEDURE:
		check_grant_on_routine(check, grant);
		break;
	case OBJECT_SCHEMA:
		check_namespace(check, &grant->object, grant->target.name);
		break;
	case OBJECT_ENUM:
		check_type_name(check, &grant->object, grant->target);
		break;
	}
}

void check_definitions(struct check *check)
{
	list_each (struct definition **, each, &check->schema->definitions)
		check_definition(check, *each);
	list_each (struct grant **, each, &check->schema->grants)
		check_grant(check, *each);
}
