/* What a revision's header holds; see delta.h. */
#include "diff/delta.h"

#include "diff/definitions.h"

#include <string.h>

/* What stands within objects of a kind, as far as it can be renamed. */
static const enum object_kind within[][2] = {
	{OBJECT_TABLE, OBJECT_COLUMN},
	{OBJECT_ENUM, OBJECT_LABEL},
	{OBJECT_COMPOSITE, OBJECT_COLUMN},
};

/* Calls visit for each top-level object and for each column and label. parent: NULL at top level.
 */
static void each_object(struct arena *arena, const struct schema *schema,
	void (*visit)(void *data, struct object *object, const struct object *parent), void *data)
{
	for (int kind = 0; kind < TOP_LEVEL_KINDS; kind++) {
		struct objects objects = objects_of(arena, schema, (enum object_kind)kind);
		list_each (struct object **, object, &objects) {
			visit(data, *object, NULL);
			for (size_t i = 0; i < sizeof within / sizeof *within; i++) {
				if (within[i][0] != (*object)->kind)
					continue;
				struct objects parts = objects_within(arena, *object, within[i][1]);
				list_each (struct object **, part, &parts)
					visit(data, *part, *object);
			}
		}
	}
}

struct marking {
	struct arena *arena;
	const struct renames *renames;
};

static bool is_renamed(
	const struct rename *rename, const struct object *object, const struct object *parent)
{
	return rename->kind == object->kind && qualified_equal(rename->to, object->name) &&
	       (!parent || qualified_equal(rename->table, parent->name));
}

/* Of what is on a relation, the name alone: DB_WAS does not say where it was. */
static const char *was_text(struct arena *arena, const struct rename *rename)
{
	struct qualified from = rename->from;
	from.suffix = NULL;
	return kind_is_on_relation(rename->kind) ? from.name : qualified_text(arena, from);
}

/* DB_WAS for what this step renames, and for nothing else. */
static void mark(void *data, struct object *object, const struct object *parent)
{
	struct marking *marking = data;
	object->was = NULL;
	list_each (const struct rename *, rename, marking->renames) {
		if (is_renamed(rename, object, parent))
			object->was = was_text(marking->arena, rename);
	}
}

/* The C name of a type that an older revision has declared is the one it has there. */
static void keep_c_name(struct object *object, const struct object *old)
{
	object->revision = old->revision;
	if (object->kind == OBJECT_ENUM)
		((struct enum_type *)object)->tag = ((const struct enum_type *)old)->tag;
	if (object->kind == OBJECT_COMPOSITE)
		((struct composite *)object)->tag = ((const struct composite *)old)->tag;
	if (kind_is_view(object->kind))
		((struct view *)object)->tag = ((const struct view *)old)->tag;
	if (object->kind == OBJECT_DOMAIN)
		((struct domain *)object)->typedef_name =
			((const struct domain *)old)->typedef_name;
}

static void find_changed(struct arena *arena, const struct schema *from, struct delta *delta)
{
	for (int kind = 0; kind < TOP_LEVEL_KINDS; kind++) {
		struct objects objects = objects_of(arena, &delta->to, (enum object_kind)kind);
		list_each (struct object **, object, &objects) {
			const struct object *old =
				schema_find(from, (enum object_kind)kind, (*object)->name);
			if (old && !(*object)->was && object_equal(old, *object)) {
				keep_c_name(*object, old);
				continue;
			}
			(*object)->revision = NULL;
			list_push(arena, &delta->changed, *object);
		}
	}
}

static bool has_new_name(const struct renames *renames, const struct object *old)
{
	list_each (const struct rename *, rename, renames) {
		if (rename->kind == old->kind && qualified_equal(rename->from, old->name))
			return true;
	}
	return false;
}

/* A trigger's old name means nothing without its relation, and the reader of DB_WAS does not know
 * that: it is gone under its old name, in words. */
static void find_gone(struct arena *arena, const struct schema *from, const struct renames *renames,
	struct delta *delta)
{
	for (int kind = 0; kind < TOP_LEVEL_KINDS; kind++) {
		struct objects objects = objects_of(arena, from, (enum object_kind)kind);
		list_each (struct object **, object, &objects) {
			if (!schema_find(&delta->to, (enum object_kind)kind, (*object)->name) &&
				(kind_is_on_relation((*object)->kind) ||
					!has_new_name(renames, *object)))
				list_push(arena, &delta->gone, *object);
		}
	}
}

void diff_delta(struct arena *arena, const struct schema *from, const struct schema *to,
	const struct renames *renames, struct delta *delta)
{
	*delta = (struct delta){0};
	struct marking marking = {arena, renames};
	schema_copy(&delta->to, to, arena);
	each_object(arena, &delta->to, mark, &marking);
	find_changed(arena, from, delta);
	find_gone(arena, from, renames, delta);
}
