/* Privileges; see schema.h. */
#include "schema/schema.h"
#include "base/text.h"
#include "schema/sql.h"

#include <stdlib.h>
#include <string.h>

static const char *target_word(enum object_kind kind)
{
	return kind == OBJECT_ENUM ? "type" : object_kind_name(kind);
}

void grant_name(struct arena *arena, struct grant *grant)
{
	struct qualified target = grant->target;
	const char *arguments = target.suffix ? target.suffix : "";
	target.suffix = NULL;
	grant->object.name.schema = NULL;
	grant->object.name.suffix = arena_printf(arena, " on %s %s%s",
		target_word(grant->target_kind), sql_qualified(arena, target), arguments);
}

struct grant *grant_make(struct arena *arena, const char *role, enum object_kind target_kind,
	struct qualified target)
{
	struct grant *grant = arena_new(arena, struct grant);
	grant->object.kind = OBJECT_GRANT;
	grant->object.name.name = role;
	grant->target_kind = target_kind;
	grant->target = target;
	grant_name(arena, grant);
	return grant;
}

bool privilege_is_public(enum object_kind target_kind, const char *privilege)
{
	if (target_kind == OBJECT_FUNCTION || target_kind == OBJECT_PROCEDURE)
		return strcmp(privilege, "EXECUTE") == 0;
	return target_kind == OBJECT_ENUM && strcmp(privilege, "USAGE") == 0;
}

static int compare_privileges(const void *a, const void *b)
{
	const struct privilege *one = a, *two = b;
	int order = strcmp(one->name, two->name);
	if (order == 0)
		order = (one->columns.count != 0) - (two->columns.count != 0);
	return order ? order : one->grantable - two->grantable;
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool holds(const struct names *names, const char *name)
{
	list_each (const char **, each, names) {
		if (strcmp(*each, name) == 0)
			return true;
	}
	return false;
}

static struct privilege *find(
	struct grant *grant, const char *name, bool of_columns, bool grantable)
{
	list_each (struct privilege *, each, &grant->privileges) {
		if (strcmp(each->name, name) == 0 && (each->columns.count != 0) == of_columns &&
			each->grantable == grantable)
			return each;
	}
	return NULL;
}

static void take_out(struct grant *grant, struct privilege *privilege)
{
	struct privilege *end = grant->privileges.items + grant->privileges.count--;
	memmove(privilege, privilege + 1, (size_t)(end - privilege - 1) * sizeof *privilege);
}

/* What the new privilege is stronger than. */
static void forget_weaker(struct grant *grant, const char *name, const char *column)
{
	struct privilege *weaker = find(grant, name, column != NULL, false);
	if (!weaker)
		return;
	for (size_t i = 0; column && i < weaker->columns.count; i++) {
		if (strcmp(weaker->columns.items[i], column) != 0)
			continue;
		memmove(weaker->columns.items + i, weaker->columns.items + i + 1,
			(--weaker->columns.count - i) * sizeof *weaker->columns.items);
		break;
	}
	if (weaker->columns.count == 0)
		take_out(grant, weaker);
}

void grant_add(struct arena *arena, struct grant *grant, const char *privilege, const char *column,
	bool grantable)
{
	const struct privilege *stronger = find(grant, privilege, column != NULL, true);
	if (stronger && !grantable && (!column || holds(&stronger->columns, column)))
		return;
	if (grantable)
		forget_weaker(grant, privilege, column);
	struct privilege *same = find(grant, privilege, column != NULL, grantable);
	if (!same) {
		struct privilege added = {.name = privilege, .grantable = grantable};
		if (column)
			list_push(arena, &added.columns, column);
		list_push(arena, &grant->privileges, added);
		qsort(grant->privileges.items, grant->privileges.count,
			sizeof *grant->privileges.items, compare_privileges);
	} else if (column && !holds(&same->columns, column)) {
		list_push(arena, &same->columns, column);
		qsort(same->columns.items, same->columns.count, sizeof *same->columns.items,
			compare_names);
	}
}

static void merge(struct arena *arena, struct grant *into, const struct grant *from)
{
	list_each (const struct privilege *, each, &from->privileges) {
		if (each->columns.count == 0)
			grant_add(arena, into, each->name, NULL, each->grantable);
		list_each (const char **, column, &each->columns)
			grant_add(arena, into, each->name, *column, each->grantable);
	}
}

void privileges_put(struct text *text, const struct privileges *privileges)
{
	text_put(text, privileges->count ? "" : "none");
	list_each (const struct privilege *, each, privileges) {
		text_printf(text, "%s%s", each == privileges->items ? "" : " ", each->name);
		for (size_t i = 0; i < each->columns.count; i++)
			text_printf(text, "%s%s", i ? ", " : "(", each->columns.items[i]);
		text_printf(
			text, "%s%s", each->columns.count ? ")" : "", each->grantable ? "*" : "");
	}
}

void schema_add_grant(struct schema *schema, struct grant *grant)
{
	struct grant *before = schema_find(schema, OBJECT_GRANT, grant->object.name);
	if (before)
		merge(schema->arena, before, grant);
	else
		schema_add(schema, &grant->object);
}
