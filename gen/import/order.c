/* The order in which a person would write a schema down: kind by kind, and within each whatever is
 * needed before what needs it. */
#include "import/import.h"
#include "schema/kinds.h"

#include <stdlib.h>
#include <string.h>

struct ordering {
	struct arena *arena;
	const struct schema *schema;
	struct object_list *ordered;
	struct map placed;     /* by kind and name */
	struct map partitions; /* parent table -> struct object_list * */
};

/* By schema, the configured one first, then what stands on one relation together, then by name. */
static int compare_strings(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) : (a != NULL) - (b != NULL);
}

static int compare_objects(const void *a, const void *b)
{
	const struct object *left = *(const struct object *const *)a;
	const struct object *right = *(const struct object *const *)b;
	bool beside = left->kind == right->kind &&
		      (kind_is_on_relation(left->kind) || left->kind == OBJECT_GRANT);
	int order = compare_strings(left->name.schema, right->name.schema);
	if (order == 0 && beside)
		order = compare_strings(left->name.suffix, right->name.suffix);
	if (order == 0)
		order = strcmp(left->name.name, right->name.name);
	return order ? order : compare_strings(left->name.suffix, right->name.suffix);
}

/* True the first time. */
static bool place_once(struct ordering *ordering, const struct object *object)
{
	const char *key = arena_printf(ordering->arena, "%d %s", (int)object->kind,
		schema_key(ordering->arena, object->name));
	if (map_get(&ordering->placed, key))
		return false;
	map_put(ordering->arena, &ordering->placed, key, ordering);
	return true;
}

static void place(struct ordering *ordering, const struct object *object);

static void place_named(struct ordering *ordering, struct qualified name, enum object_kind first,
	enum object_kind last)
{
	for (int kind = (int)first; name.name && kind <= (int)last; kind++) {
		const struct object *object =
			schema_find(ordering->schema, (enum object_kind)kind, name);
		if (object)
			place(ordering, object);
	}
}

static void place_type(struct ordering *ordering, const struct sql_type *type)
{
	place_named(ordering, type->user, OBJECT_COLLATION, OBJECT_RANGE);
}

static void place_mentioned(struct ordering *ordering, const struct mentions *mentions)
{
	list_each (const struct qualified *, name, &mentions->types)
		place_named(ordering, *name, OBJECT_COLLATION, OBJECT_RANGE);
	list_each (const struct qualified *, name, &mentions->relations)
		place_named(ordering, *name, OBJECT_VIEW, OBJECT_MATERIALIZED_VIEW);
}

/* What must stand before it. */
static void place_needs(struct ordering *ordering, const struct object *object)
{
	const struct table *table = (const struct table *)object;
	switch (object->kind) {
	case OBJECT_DOMAIN:
		place_type(ordering, &((const struct domain *)object)->base);
		break;
	case OBJECT_COMPOSITE:
		list_each (struct column **, column, &((const struct composite *)object)->columns)
			place_type(ordering, &(*column)->type);
		break;
	case OBJECT_RANGE:
		place_mentioned(ordering, &((const struct definition *)object)->mentions);
		break;
	case OBJECT_TABLE:
		place_named(ordering, table->partition_of, OBJECT_TABLE, OBJECT_TABLE);
		list_each (const struct qualified *, parent, &table->inherits)
			place_named(ordering, *parent, OBJECT_TABLE, OBJECT_TABLE);
		list_each (struct constraint **, constraint, &table->constraints)
			place_named(
				ordering, (*constraint)->references, OBJECT_TABLE, OBJECT_TABLE);
		break;
	case OBJECT_VIEW:
	case OBJECT_MATERIALIZED_VIEW:
		place_mentioned(ordering, &((const struct view *)object)->mentions);
		break;
	case OBJECT_SCHEMA:
	case OBJECT_EXTENSION:
	case OBJECT_COLLATION:
	case OBJECT_ENUM:
	case OBJECT_SEQUENCE:
	case OBJECT_FUNCTION:
	case OBJECT_PROCEDURE:
	case OBJECT_AGGREGATE:
	case OBJECT_OPERATOR:
	case OBJECT_STATISTICS:
	case OBJECT_TRIGGER:
	case OBJECT_POLICY:
	case OBJECT_RULE:
	case OBJECT_GRANT:
	case OBJECT_COLUMN:
	case OBJECT_CONSTRAINT:
	case OBJECT_INDEX:
	case OBJECT_LABEL:
		break;
	}
}

static void place(struct ordering *ordering, const struct object *object)
{
	if (!place_once(ordering, object))
		return;
	place_needs(ordering, object);
	list_push(ordering->arena, ordering->ordered, object);
	const struct object_list *partitions =
		object->kind == OBJECT_TABLE
			? map_get(&ordering->partitions, schema_key(ordering->arena, object->name))
			: NULL;
	for (size_t i = 0; partitions && i < partitions->count; i++)
		place(ordering, partitions->items[i]);
}

static void note_partitions(struct ordering *ordering, const struct table *table)
{
	if (!table->partition_of.name)
		return;
	const char *key = schema_key(ordering->arena, table->partition_of);
	struct object_list *all = map_get(&ordering->partitions, key);
	if (!all) {
		all = arena_new(ordering->arena, struct object_list);
		map_put(ordering->arena, &ordering->partitions, key, all);
	}
	list_push(ordering->arena, all, &table->object);
}

/* All of the kinds from first to last, sorted, after what they need. */
static void place_kinds(struct ordering *ordering, enum object_kind first, enum object_kind last)
{
	struct objects all = {0};
	for (int kind = (int)first; kind <= (int)last; kind++) {
		struct objects some =
			objects_of(ordering->arena, ordering->schema, (enum object_kind)kind);
		list_each (struct object **, object, &some)
			list_push(ordering->arena, &all, *object);
	}
	if (all.count)
		qsort(all.items, all.count, sizeof *all.items, compare_objects);
	list_each (struct object **, object, &all) {
		if ((*object)->kind == OBJECT_TABLE)
			note_partitions(ordering, (const struct table *)*object);
	}
	list_each (struct object **, object, &all)
		place(ordering, *object);
}

void import_order(struct arena *arena, const struct schema *schema, struct object_list *ordered)
{
	struct ordering ordering = {.arena = arena, .schema = schema, .ordered = ordered};
	/* Views of both kinds by name, and so all routines. */
	for (int first = 0, last; first < TOP_LEVEL_KINDS; first = last + 1) {
		last = first == OBJECT_VIEW       ? OBJECT_MATERIALIZED_VIEW
		       : first == OBJECT_FUNCTION ? OBJECT_OPERATOR
						  : first;
		place_kinds(&ordering, (enum object_kind)first, (enum object_kind)last);
	}
}
