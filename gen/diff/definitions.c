/* Triggers, policies, rules, extended statistics and privileges follow; see definitions.h. */
#include "diff/definitions.h"

#include "diff/objects.h"
#include "schema/sql.h"

#include <stdlib.h>
#include <string.h>

static bool is_relation(enum object_kind kind)
{
	return kind == OBJECT_TABLE || kind_is_view(kind);
}

static bool is_type(enum object_kind kind)
{
	return kind == OBJECT_ENUM || kind == OBJECT_DOMAIN || kind == OBJECT_COMPOSITE ||
	       kind == OBJECT_RANGE;
}

enum object_kind grant_target_kind(enum object_kind kind)
{
	if (is_relation(kind))
		return OBJECT_TABLE;
	if (is_type(kind))
		return OBJECT_ENUM;
	return kind == OBJECT_AGGREGATE ? OBJECT_FUNCTION : kind;
}

static bool is_routine(enum object_kind kind)
{
	return kind == OBJECT_FUNCTION || kind == OBJECT_PROCEDURE || kind == OBJECT_AGGREGATE;
}

static bool is_target(const struct grant *grant, enum object_kind kind, struct qualified target)
{
	return grant->target_kind == grant_target_kind(kind) &&
	       qualified_equal(grant->target, target);
}

/* --- renames -----------------------------------------------------------------------------------
 */

static struct qualified old_relation(const struct renames *renames, struct qualified relation)
{
	list_each (const struct rename *, rename, renames) {
		if (is_relation(rename->kind) && qualified_equal(rename->to, relation))
			return rename->from;
	}
	return relation;
}

/* How a definition of that name is known when it is on the relation. */
static struct qualified name_on(struct arena *arena, struct qualified relation, const char *name)
{
	return (struct qualified){relation.schema, name,
		arena_printf(arena, " on %s", sql_identifier(arena, relation.name))};
}

static void find_rename(struct arena *arena, const struct schema *from, const struct schema *to,
	const struct definition *new, struct renames *renames, struct diag *diag)
{
	const struct object *object = &new->object;
	struct qualified relation = old_relation(renames, new->relation);
	struct object *old = schema_find(from, object->kind, name_on(arena, relation, object->was));
	const struct definition *successor =
		schema_find(to, object->kind, name_on(arena, new->relation, object->was));
	if (!old || schema_find(from, object->kind, name_on(arena, relation, object->name.name)))
		return; /* an earlier revision has done it */
	if (successor && !successor->object.was) {
		diag_error(diag, object->place,
			"%s \"%s\" was \"%s\", but \"%s\" is still declared; remove one or the other",
			object_kind_name(object->kind), object->name.name, object->was,
			object->was);
		diag_note(diag, successor->object.place, "\"%s\" is declared here", object->was);
		return;
	}
	struct rename rename = {
		.kind = object->kind,
		.table = new->relation,
		.from = old->name,
		.to = object->name,
		.old_object = old,
		.new_object = object,
	};
	list_push(arena, renames, rename);
}

void definitions_find_renames(struct arena *arena, const struct schema *from,
	const struct schema *to, struct renames *renames, struct diag *diag)
{
	list_each (struct definition **, each, &to->definitions) {
		if ((*each)->object.was && kind_is_on_relation((*each)->object.kind))
			find_rename(arena, from, to, *each, renames, diag);
	}
}

/* --- following ----------------------------------------------------------------------------------
 */

/* A name with a quote in it is doubled in SQL, so that its word is not found there. */
static bool mentioned(const char *sql, const char *word)
{
	return strstr(sql, word) || strchr(word, '"');
}

static void rename_in_definition(struct arena *arena, struct schema *schema,
	struct definition *definition, const struct sql_renames *renames)
{
	struct qualified before = definition->object.name;
	sql_rename_definition(arena, definition, renames);
	struct qualified after = definition->object.name;
	definition->object.name = before;
	if (!qualified_equal(before, after))
		schema_rename(schema, &definition->object, after);
}

static void follow_collation(
	struct arena *arena, struct schema *schema, struct qualified from, struct qualified to)
{
	const char *old = sql_qualified(arena, from), *new = sql_qualified(arena, to);
	list_each (struct table **, table, &schema->tables) {
		list_each (struct column **, column, &(*table)->columns) {
			if (strings_equal((*column)->collation, old))
				(*column)->collation = new;
		}
	}
	list_each (struct domain **, domain, &schema->domains) {
		if (strings_equal((*domain)->collation, old))
			(*domain)->collation = new;
	}
}

void definitions_follow(struct arena *arena, struct schema *schema, enum object_kind kind,
	struct qualified from, struct qualified to)
{
	struct sql_renames renames = {0};
	/* In SQL a view is a table, and so is what an aggregate a function. */
	struct sql_rename rename = {.kind = is_relation(kind)  ? OBJECT_TABLE
					    : is_routine(kind) ? OBJECT_FUNCTION
							       : kind,
		.from = from,
		.to = to};
	if (kind == OBJECT_COLLATION)
		follow_collation(arena, schema, from, to);
	if (!is_relation(kind) && !is_type(kind) && !is_routine(kind) && kind != OBJECT_SEQUENCE)
		return;
	list_push(arena, &renames, rename);
	list_each (struct definition **, each, &schema->definitions) {
		if (mentioned((*each)->definition, from.name))
			rename_in_definition(arena, schema, *each, &renames);
	}
	list_each (struct grant **, each, &schema->grants) {
		if (!is_target(*each, kind, from))
			continue;
		struct grant moved = **each;
		moved.target = to;
		grant_name(arena, &moved);
		(*each)->target = to;
		schema_rename(schema, &(*each)->object, moved.object.name);
	}
}

static void follow_in_grant(
	struct arena *arena, struct grant *grant, const char *from, const char *to)
{
	struct privileges before = grant->privileges;
	grant->privileges = (struct privileges){0};
	list_each (const struct privilege *, each, &before) {
		if (each->columns.count == 0)
			grant_add(arena, grant, each->name, NULL, each->grantable);
		list_each (const char **, column, &each->columns)
			grant_add(arena, grant, each->name,
				strcmp(*column, from) == 0 ? to : *column, each->grantable);
	}
}

void definitions_follow_column(struct arena *arena, struct schema *schema, struct qualified table,
	const char *from, const char *to)
{
	struct sql_renames renames = {0};
	struct sql_rename rename = {
		.kind = OBJECT_COLUMN, .from = {.name = from}, .to = {.name = to}};
	list_push(arena, &renames, rename);
	list_each (struct definition **, each, &schema->definitions) {
		if (qualified_equal((*each)->relation, table) &&
			mentioned((*each)->definition, from))
			rename_in_definition(arena, schema, *each, &renames);
	}
	list_each (struct grant **, each, &schema->grants) {
		if (is_target(*each, OBJECT_TABLE, table))
			follow_in_grant(arena, *each, from, to);
	}
}
