/* Objects by their kind; see kinds.h. */
#include "schema/kinds.h"

#include <stddef.h>
#include <string.h>

struct kind {
	const char *name;
	size_t size; /* of its struct, which begins with struct object */
	size_t list; /* where struct schema has its list; ABSENT: it stands within another */
};

#define ABSENT ((size_t)-1)
#define LISTED(name, type, list)                                                                   \
	{                                                                                          \
		name, sizeof(struct type), offsetof(struct schema, list)                           \
	}
#define WITHIN(name, type)                                                                         \
	{                                                                                          \
		name, sizeof(struct type), ABSENT                                                  \
	}

static const struct kind kinds[] = {
	[OBJECT_SCHEMA] = LISTED("schema", namespace, namespaces),
	[OBJECT_EXTENSION] = LISTED("extension", extension, extensions),
	[OBJECT_COLLATION] = LISTED("collation", definition, definitions),
	[OBJECT_ENUM] = LISTED("enum", enum_type, enums),
	[OBJECT_DOMAIN] = LISTED("domain", domain, domains),
	[OBJECT_COMPOSITE] = LISTED("composite type", composite, composites),
	[OBJECT_RANGE] = LISTED("range type", definition, definitions),
	[OBJECT_SEQUENCE] = LISTED("sequence", sequence, sequences),
	[OBJECT_TABLE] = LISTED("table", table, tables),
	[OBJECT_VIEW] = LISTED("view", view, views),
	[OBJECT_MATERIALIZED_VIEW] = LISTED("materialized view", view, views),
	[OBJECT_FUNCTION] = LISTED("function", routine, routines),
	[OBJECT_PROCEDURE] = LISTED("procedure", routine, routines),
	[OBJECT_AGGREGATE] = LISTED("aggregate", routine, routines),
	[OBJECT_OPERATOR] = LISTED("operator", routine, routines),
	[OBJECT_STATISTICS] = LISTED("statistics", definition, definitions),
	[OBJECT_TRIGGER] = LISTED("trigger", definition, definitions),
	[OBJECT_POLICY] = LISTED("policy", definition, definitions),
	[OBJECT_RULE] = LISTED("rule", definition, definitions),
	[OBJECT_GRANT] = LISTED("grant", grant, grants),
	[OBJECT_COLUMN] = WITHIN("column", column),
	[OBJECT_CONSTRAINT] = WITHIN("constraint", constraint),
	[OBJECT_INDEX] = WITHIN("index", index),
	[OBJECT_LABEL] = WITHIN("label", label),
};
_Static_assert(sizeof kinds / sizeof *kinds == OBJECT_KINDS, "each kind has its line");

/* What can stand within what, and where its struct has the list. */
static const struct part {
	enum object_kind parent, kind;
	size_t list;
} parts[] = {
	{OBJECT_ENUM, OBJECT_LABEL, offsetof(struct enum_type, labels)},
	{OBJECT_DOMAIN, OBJECT_CONSTRAINT, offsetof(struct domain, checks)},
	{OBJECT_COMPOSITE, OBJECT_COLUMN, offsetof(struct composite, columns)},
	{OBJECT_TABLE, OBJECT_COLUMN, offsetof(struct table, columns)},
	{OBJECT_TABLE, OBJECT_CONSTRAINT, offsetof(struct table, constraints)},
	{OBJECT_TABLE, OBJECT_INDEX, offsetof(struct table, indexes)},
	{OBJECT_VIEW, OBJECT_COLUMN, offsetof(struct view, columns)},
	{OBJECT_MATERIALIZED_VIEW, OBJECT_COLUMN, offsetof(struct view, columns)},
	{OBJECT_MATERIALIZED_VIEW, OBJECT_INDEX, offsetof(struct view, indexes)},
};

const char *object_kind_name(enum object_kind kind)
{
	return kinds[kind].name;
}

bool kind_is_view(enum object_kind kind)
{
	return kinds[kind].list == kinds[OBJECT_VIEW].list;
}

bool kind_is_routine(enum object_kind kind)
{
	return kinds[kind].list == kinds[OBJECT_FUNCTION].list;
}

bool kind_is_on_relation(enum object_kind kind)
{
	return kind == OBJECT_TRIGGER || kind == OBJECT_POLICY || kind == OBJECT_RULE;
}

/* Lists of pointers are laid out alike, whatever they point to. They and their items are copied as
 * bytes, for a compiler may hold that a list of one struct is never one of another. */
static struct objects list_at(const void *holder, size_t place)
{
	struct objects list;
	memcpy(&list, (const char *)holder + place, sizeof list);
	return list;
}

static struct object *item_of(const struct objects *list, size_t i)
{
	struct object *object;
	memcpy(&object, list->items + i, sizeof object);
	return object;
}

static struct objects select_kind(
	struct arena *arena, const void *holder, size_t place, enum object_kind kind)
{
	struct objects all = {0}, list = list_at(holder, place);
	for (size_t i = 0; i < list.count; i++) {
		struct object *object = item_of(&list, i);
		if (object->kind == kind)
			list_push(arena, &all, object);
	}
	return all;
}

struct objects objects_of(struct arena *arena, const struct schema *schema, enum object_kind kind)
{
	if (kinds[kind].list == ABSENT)
		return (struct objects){0};
	return select_kind(arena, schema, kinds[kind].list, kind);
}

struct objects objects_within(
	struct arena *arena, const struct object *parent, enum object_kind kind)
{
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		if (parts[i].parent == parent->kind && parts[i].kind == kind)
			return select_kind(arena, parent, parts[i].list, kind);
	}
	return (struct objects){0};
}

struct object *object_shallow_copy(struct arena *arena, const struct object *object)
{
	size_t size = kinds[object->kind].size;
	return memcpy(arena_alloc(arena, size), object, size);
}

void kind_list_add(struct schema *schema, struct object *object)
{
	size_t place = kinds[object->kind].list;
	if (place == ABSENT)
		return;
	struct objects list = list_at(schema, place);
	list.items = arena_grow(
		schema->arena, list.items, list.count, &list.capacity, sizeof *list.items);
	memcpy(list.items + list.count++, &object, sizeof object);
	memcpy((char *)schema + place, &list, sizeof list);
}

void kind_list_remove(struct schema *schema, const struct object *object)
{
	size_t place = kinds[object->kind].list, at = 0;
	if (place == ABSENT)
		return;
	struct objects list = list_at(schema, place);
	while (at < list.count && item_of(&list, at) != object)
		at++;
	if (at == list.count)
		return;
	list.count--;
	memmove(list.items + at, list.items + at + 1, (list.count - at) * sizeof *list.items);
	memcpy((char *)schema + place, &list, sizeof list);
}
