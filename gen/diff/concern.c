/* What two differing texts concern; see concern.h. */
#include "diff/concern.h"

#include "diff/objects.h"

#include <string.h>

/* --- which objects -----------------------------------------------------------------------------
 */

static bool is_text(enum attribute attribute, bool expressions)
{
	switch (attribute) {
	case ATTRIBUTE_DEFAULT:
	case ATTRIBUTE_GENERATED:
	case ATTRIBUTE_DEFINITION:
	case ATTRIBUTE_PARTITION:
		return true;
	case ATTRIBUTE_TYPE:
		return !expressions;
	case ATTRIBUTE_NONE:
	case ATTRIBUTE_COMMENT:
	case ATTRIBUTE_NULL:
	case ATTRIBUTE_IDENTITY:
	case ATTRIBUTE_LABELS:
	case ATTRIBUTE_OPTIONS:
	case ATTRIBUTE_OWNER:
	case ATTRIBUTE_VERSION:
	case ATTRIBUTE_PARAMETERS:
	case ATTRIBUTE_LOGGED:
	case ATTRIBUTE_SECURITY:
	case ATTRIBUTE_PARENTS:
	case ATTRIBUTE_ACCESS_METHOD:
	case ATTRIBUTE_TABLESPACE:
	case ATTRIBUTE_REPLICA_IDENTITY:
	case ATTRIBUTE_CLUSTER:
	case ATTRIBUTE_STORAGE:
	case ATTRIBUTE_COMPRESSION:
	case ATTRIBUTE_STATISTICS:
	case ATTRIBUTE_VALID:
	case ATTRIBUTE_FORCED:
	case ATTRIBUTE_ENABLED:
	case ATTRIBUTE_TARGET:
	case ATTRIBUTE_PRIVILEGES:
		break;
	}
	return false;
}

/* Whether what is created or dropped has one of its name on the other side: it is made anew. */
static bool is_on_both_sides(
	struct arena *arena, const struct diff *diff, const struct change *change)
{
	const struct object *object = change->to ? change->to : change->from;
	const struct object *parent = change->to ? change->to_parent : change->from_parent;
	const struct schema *other = change->to ? &diff->from : diff->to;
	if (!parent)
		return schema_find(other, object->kind, object->name) != NULL;
	parent = schema_find(other, parent->kind, parent->name);
	if (!parent)
		return false;
	struct objects parts = objects_within(arena, parent, object->kind);
	return objects_find(&parts, object->name) != NULL;
}

static bool is_foreign_key(const struct object *object)
{
	return object->kind == OBJECT_CONSTRAINT &&
	       ((const struct constraint *)object)->type == CONSTRAINT_FOREIGN_KEY;
}

void concern_find(
	struct arena *arena, const struct diff *diff, bool expressions, struct concern *concern)
{
	*concern = (struct concern){0};
	list_each (const struct change *, change, &diff->changes) {
		const struct object *object = change->to ? change->to : change->from;
		const struct object *parent = change->to ? change->to_parent : change->from_parent;
		if (change->kind == CHANGE_RENAME || object->kind == OBJECT_GRANT)
			continue;
		if (change->kind == CHANGE_ALTER ? !is_text(change->attribute, expressions)
						 : !is_on_both_sides(arena, diff, change))
			continue;
		list_push(arena, &concern->objects, parent ? parent : object);
		if (is_foreign_key(object))
			list_push(arena, &concern->keys, object);
	}
}

/* --- what they need ----------------------------------------------------------------------------
 */

struct parting {
	struct arena *arena;
	const struct schema *schema;
	const struct concern *concern;
	struct map taken; /* by kind and name */
};

static void need(struct parting *parting, const struct object *object);

static const char *key_of(struct arena *arena, const struct object *object)
{
	return arena_printf(arena, "%d %s", (int)object->kind, schema_key(arena, object->name));
}

static void need_named(
	struct parting *parting, const enum object_kind *kinds, size_t count, struct qualified name)
{
	for (size_t i = 0; name.name && i < count; i++)
		need(parting, schema_find(parting->schema, kinds[i], name));
}

static void need_relation(struct parting *parting, struct qualified name)
{
	static const enum object_kind kinds[] = {
		OBJECT_TABLE, OBJECT_VIEW, OBJECT_MATERIALIZED_VIEW, OBJECT_SEQUENCE};
	need_named(parting, kinds, sizeof kinds / sizeof *kinds, name);
}

static void need_type(struct parting *parting, struct qualified name)
{
	static const enum object_kind kinds[] = {OBJECT_ENUM, OBJECT_DOMAIN, OBJECT_COMPOSITE,
		OBJECT_RANGE, OBJECT_TABLE, OBJECT_VIEW, OBJECT_MATERIALIZED_VIEW};
	need_named(parting, kinds, sizeof kinds / sizeof *kinds, name);
}

/* Whatever its arguments are. A type can be called, too. */
static void need_function(struct parting *parting, struct qualified name)
{
	name.suffix = NULL;
	list_each (struct routine **, routine, &parting->schema->routines) {
		struct qualified own = (*routine)->object.name;
		own.suffix = NULL;
		if (qualified_equal(own, name))
			need(parting, &(*routine)->object);
	}
	need_type(parting, name);
}

static void need_mentions(struct parting *parting, const struct mentions *mentions)
{
	list_each (struct qualified *, type, &mentions->types)
		need_type(parting, *type);
	list_each (struct qualified *, relation, &mentions->relations)
		need_relation(parting, *relation);
	list_each (struct qualified *, function, &mentions->functions)
		need_function(parting, *function);
}

static void need_columns(struct parting *parting, const struct columns *columns)
{
	list_each (struct column **, column, columns) {
		need_type(parting, (*column)->type.user);
		need_mentions(parting, &(*column)->default_value.mentions);
		need_mentions(parting, &(*column)->generated.mentions);
	}
}

static bool is_concerned(const struct parting *parting, const struct constraint *key)
{
	list_each (const struct object *const *, each, &parting->concern->keys) {
		if (strcmp((*each)->name.name, key->object.name.name) == 0)
			return true;
	}
	return key->type != CONSTRAINT_FOREIGN_KEY;
}

static void need_constraints(struct parting *parting, const struct constraints *constraints)
{
	list_each (struct constraint **, constraint, constraints) {
		if (!is_concerned(parting, *constraint))
			continue;
		need_mentions(parting, &(*constraint)->mentions);
		need_relation(parting, (*constraint)->references);
	}
}

static void need_of_table(struct parting *parting, const struct table *table)
{
	need_columns(parting, &table->columns);
	need_constraints(parting, &table->constraints);
	list_each (struct index **, index, &table->indexes)
		need_mentions(parting, &(*index)->mentions);
	need_mentions(parting, &table->partition_mentions);
	need_relation(parting, table->partition_of);
	list_each (struct qualified *, parent, &table->inherits)
		need_relation(parting, *parent);
}

static void need_of_domain(struct parting *parting, const struct domain *domain)
{
	need_type(parting, domain->base.user);
	need_mentions(parting, &domain->default_value.mentions);
	need_constraints(parting, &domain->checks);
}

static void need_of_view(struct parting *parting, const struct view *view)
{
	need_mentions(parting, &view->mentions);
	list_each (struct index **, index, &view->indexes)
		need_mentions(parting, &(*index)->mentions);
}

static void need_of_definition(struct parting *parting, const struct definition *definition)
{
	need_mentions(parting, &definition->mentions);
	need_relation(parting, definition->relation);
}

static void need_of(struct parting *parting, const struct object *object)
{
	switch (object->kind) {
	case OBJECT_TABLE:
		need_of_table(parting, (const struct table *)object);
		break;
	case OBJECT_DOMAIN:
		need_of_domain(parting, (const struct domain *)object);
		break;
	case OBJECT_COMPOSITE:
		need_columns(parting, &((const struct composite *)object)->columns);
		break;
	case OBJECT_SEQUENCE:
		need_relation(parting, ((const struct sequence *)object)->owner_table);
		break;
	case OBJECT_VIEW:
	case OBJECT_MATERIALIZED_VIEW:
		need_of_view(parting, (const struct view *)object);
		break;
	case OBJECT_FUNCTION:
	case OBJECT_PROCEDURE:
	case OBJECT_AGGREGATE:
	case OBJECT_OPERATOR:
		need_mentions(parting, &((const struct routine *)object)->mentions);
		break;
	case OBJECT_COLLATION:
	case OBJECT_RANGE:
	case OBJECT_STATISTICS:
	case OBJECT_TRIGGER:
	case OBJECT_POLICY:
	case OBJECT_RULE:
		need_of_definition(parting, (const struct definition *)object);
		break;
	case OBJECT_SCHEMA:
	case OBJECT_EXTENSION:
	case OBJECT_ENUM:
	case OBJECT_GRANT:
	case OBJECT_COLUMN:
	case OBJECT_CONSTRAINT:
	case OBJECT_INDEX:
	case OBJECT_LABEL:
		break;
	}
}

/* Takes NULL: what is not the schema's is there, or is the server's own. */
static void need(struct parting *parting, const struct object *object)
{
	if (!object)
		return;
	const char *key = key_of(parting->arena, object);
	if (map_get(&parting->taken, key))
		return;
	map_put(parting->arena, &parting->taken, key, (void *)object);
	need_of(parting, object);
}

/* Of these no text says where it means one. */
static void need_unsaid(struct parting *parting)
{
	static const enum object_kind kinds[] = {
		OBJECT_SCHEMA, OBJECT_EXTENSION, OBJECT_COLLATION, OBJECT_RANGE, OBJECT_OPERATOR};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		struct objects all = objects_of(parting->arena, parting->schema, kinds[i]);
		list_each (struct object **, object, &all)
			need(parting, *object);
	}
}

static struct object *without_other_keys(const struct parting *parting, const struct table *table)
{
	struct table *copy = arena_new(parting->arena, struct table);
	*copy = *table;
	copy->constraints = (struct constraints){0};
	list_each (struct constraint **, constraint, &table->constraints) {
		if (is_concerned(parting, *constraint))
			list_push(parting->arena, &copy->constraints, *constraint);
	}
	return &copy->object;
}

void concern_part(struct arena *arena, const struct schema *schema, const struct concern *concern,
	struct schema *part)
{
	struct parting parting = {.arena = arena, .schema = schema, .concern = concern};
	need_unsaid(&parting);
	list_each (const struct object *const *, object, &concern->objects)
		need(&parting, schema_find(schema, (*object)->kind, (*object)->name));
	schema_init(part, arena);
	for (int kind = 0; kind < TOP_LEVEL_KINDS; kind++) {
		struct objects all = objects_of(arena, schema, (enum object_kind)kind);
		list_each (struct object **, object, &all) {
			if (!map_get(&parting.taken, key_of(arena, *object)))
				continue;
			schema_add(part, kind == OBJECT_TABLE
						 ? without_other_keys(
							   &parting, (const struct table *)*object)
						 : *object);
		}
	}
}
