/* Who has a name in the copy, and which names are free. */
#include "diff/apply_parts.h"

#include "diff/definitions.h"
#include "schema/names.h"

#include <string.h>

bool has_index(const struct object *object)
{
	if (object->kind != OBJECT_CONSTRAINT)
		return object->kind == OBJECT_INDEX;
	enum constraint_kind type = ((const struct constraint *)object)->type;
	return type == CONSTRAINT_PRIMARY_KEY || type == CONSTRAINT_UNIQUE ||
	       type == CONSTRAINT_EXCLUSION;
}

static const struct object *index_called(const struct table *table, const char *name)
{
	list_each (struct index **, index, &table->indexes) {
		if (strcmp((*index)->object.name.name, name) == 0)
			return &(*index)->object;
	}
	list_each (struct constraint **, constraint, &table->constraints) {
		if (strcmp((*constraint)->object.name.name, name) == 0 &&
			has_index(&(*constraint)->object))
			return &(*constraint)->object;
	}
	return NULL;
}

const struct object *relation_called(
	const struct schema *schema, struct qualified name, const struct object **parent)
{
	static const enum object_kind kinds[] = {OBJECT_TABLE, OBJECT_SEQUENCE, OBJECT_COMPOSITE,
		OBJECT_ENUM, OBJECT_DOMAIN, OBJECT_VIEW, OBJECT_MATERIALIZED_VIEW};
	*parent = NULL;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		const struct object *found = schema_find(schema, kinds[i], name);
		if (found)
			return found;
	}
	list_each (struct table **, table, &schema->tables) {
		const struct object *found = NULL;
		if (strings_equal((*table)->object.name.schema, name.schema))
			found = index_called(*table, name.name);
		if (found) {
			*parent = &(*table)->object;
			return found;
		}
	}
	return NULL;
}

static struct qualified full_name(
	const struct object *object, const struct object *parent, struct qualified name)
{
	if (parent && has_index(object))
		return (struct qualified){.schema = parent->name.schema, .name = name.name};
	return name;
}

/* Whether names of the kind are told apart among themselves alone. */
static bool has_own_names(enum object_kind kind)
{
	return kind_is_on_relation(kind) || kind == OBJECT_STATISTICS || kind == OBJECT_COLLATION;
}

struct object *holder(struct applier *applier, const struct object *object,
	const struct object *parent, struct qualified name, const struct object **holder_parent)
{
	const struct object *found = NULL;
	*holder_parent = parent;
	if (parent) {
		struct objects siblings = objects_within(applier->arena, parent, object->kind);
		found = objects_find(&siblings, name);
	}
	if (!found && !parent && has_own_names(object->kind))
		found = schema_find(applier->copy, object->kind, name);
	else if (!found && (!parent || has_index(object)))
		found = relation_called(
			applier->copy, full_name(object, parent, name), holder_parent);
	if (!found && !parent) {
		list_each (struct identity_sequence *, identity, &applier->identities) {
			if (qualified_equal(identity->sequence->object.name, name))
				found = &identity->sequence->object;
		}
	}
	return found == object ? NULL : (struct object *)found;
}

/* Whether the new schema will have that name. */
static bool wanted(struct applier *applier, const struct object *object,
	const struct object *parent, struct qualified name)
{
	const struct object *ignored;
	if (parent) {
		const struct object *other = schema_find(applier->to, parent->kind, parent->name);
		struct objects siblings = {0};
		if (other)
			siblings = objects_within(applier->arena, other, object->kind);
		if (objects_find(&siblings, name))
			return true;
	}
	if (has_own_names(object->kind))
		return schema_find(applier->to, object->kind, name) != NULL;
	return (!parent || has_index(object)) &&
	       relation_called(applier->to, full_name(object, parent, name), &ignored);
}

struct qualified spare_name(
	struct applier *applier, const struct object *object, const struct object *parent)
{
	struct qualified name = object->name;
	const struct object *ignored;
	for (unsigned i = 1;; i++) {
		const char *label = i == 1 ? "old" : arena_printf(applier->arena, "old%u", i);
		name.name = name_make(applier->arena, object->name.name, NULL, label);
		if (!holder(applier, object, parent, name, &ignored) &&
			!wanted(applier, object, parent, name))
			return name;
	}
}
