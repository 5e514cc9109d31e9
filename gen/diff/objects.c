/* Objects without their kind; see objects.h. */
#include "diff/objects.h"

#include <string.h>

/* Every object begins with struct object, so a list of any kind is one of objects. */
#define PUSH_ALL(pointer_type, list)                                                               \
	list_each (pointer_type, each, (list))                                                     \
	list_push(arena, &all, &(*each)->object)

#define PUSH_KIND(pointer_type, list)                                                              \
	list_each (pointer_type, each, (list)) {                                                   \
		if ((*each)->object.kind == kind)                                                  \
			list_push(arena, &all, &(*each)->object);                                  \
	}

struct objects objects_of(struct arena *arena, const struct schema *schema, enum object_kind kind)
{
	struct objects all = {0};
	switch (kind) {
	case OBJECT_SCHEMA:
		PUSH_ALL(struct namespace **, &schema->namespaces);
		break;
	case OBJECT_EXTENSION:
		PUSH_ALL(struct extension **, &schema->extensions);
		break;
	case OBJECT_ENUM:
		PUSH_ALL(struct enum_type **, &schema->enums);
		break;
	case OBJECT_DOMAIN:
		PUSH_ALL(struct domain **, &schema->domains);
		break;
	case OBJECT_SEQUENCE:
		PUSH_ALL(struct sequence **, &schema->sequences);
		break;
	case OBJECT_TABLE:
		PUSH_ALL(struct table **, &schema->tables);
		break;
	case OBJECT_COMPOSITE:
		PUSH_ALL(struct composite **, &schema->composites);
		break;
	case OBJECT_VIEW:
	case OBJECT_MATERIALIZED_VIEW:
		PUSH_KIND(struct view **, &schema->views);
		break;
	case OBJECT_FUNCTION:
	case OBJECT_PROCEDURE:
	case OBJECT_AGGREGATE:
	case OBJECT_OPERATOR:
		PUSH_KIND(struct routine **, &schema->routines);
		break;
	case OBJECT_COLLATION:
	case OBJECT_RANGE:
	case OBJECT_STATISTICS:
	case OBJECT_TRIGGER:
	case OBJECT_POLICY:
	case OBJECT_RULE:
		PUSH_KIND(struct definition **, &schema->definitions);
		break;
	case OBJECT_GRANT:
		PUSH_ALL(struct grant **, &schema->grants);
		break;
	case OBJECT_COLUMN:
	case OBJECT_CONSTRAINT:
	case OBJECT_INDEX:
	case OBJECT_LABEL:
		break; /* stand within another */
	}
	return all;
}

struct objects objects_within(
	struct arena *arena, const struct object *parent, enum object_kind kind)
{
	struct objects all = {0};
	if (parent->kind == OBJECT_TABLE) {
		const struct table *table = (const struct table *)parent;
		if (kind == OBJECT_COLUMN)
			PUSH_ALL(struct column **, &table->columns);
		else if (kind == OBJECT_CONSTRAINT)
			PUSH_ALL(struct constraint **, &table->constraints);
		else if (kind == OBJECT_INDEX)
			PUSH_ALL(struct index **, &table->indexes);
	} else if (parent->kind == OBJECT_COMPOSITE && kind == OBJECT_COLUMN) {
		PUSH_ALL(struct column **, &((const struct composite *)parent)->columns);
	} else if (parent->kind == OBJECT_VIEW || parent->kind == OBJECT_MATERIALIZED_VIEW) {
		const struct view *view = (const struct view *)parent;
		if (kind == OBJECT_COLUMN)
			PUSH_ALL(struct column **, &view->columns);
		else if (kind == OBJECT_INDEX)
			PUSH_ALL(struct index **, &view->indexes);
	} else if (parent->kind == OBJECT_ENUM && kind == OBJECT_LABEL) {
		PUSH_ALL(struct label **, &((const struct enum_type *)parent)->labels);
	} else if (parent->kind == OBJECT_DOMAIN && kind == OBJECT_CONSTRAINT) {
		PUSH_ALL(struct constraint **, &((const struct domain *)parent)->checks);
	}
	return all;
}

bool object_is_inherited(const struct object *object)
{
	if (object->kind == OBJECT_COLUMN)
		return ((const struct column *)object)->inherited;
	if (object->kind == OBJECT_CONSTRAINT)
		return ((const struct constraint *)object)->inherited;
	return object->kind == OBJECT_INDEX && ((const struct index *)object)->inherited;
}

struct object *objects_find(const struct objects *objects, struct qualified name)
{
	list_each (struct object **, object, objects) {
		if (qualified_equal((*object)->name, name))
			return *object;
	}
	return NULL;
}

bool objects_hold(const struct objects *objects, const struct object *object)
{
	list_each (struct object **, each, objects) {
		if (*each == object)
			return true;
	}
	return false;
}

static size_t object_size(enum object_kind kind)
{
	switch (kind) {
	case OBJECT_SCHEMA:
		return sizeof(struct namespace);
	case OBJECT_EXTENSION:
		return sizeof(struct extension);
	case OBJECT_ENUM:
		return sizeof(struct enum_type);
	case OBJECT_DOMAIN:
		return sizeof(struct domain);
	case OBJECT_SEQUENCE:
		return sizeof(struct sequence);
	case OBJECT_TABLE:
		return sizeof(struct table);
	case OBJECT_COMPOSITE:
		return sizeof(struct composite);
	case OBJECT_VIEW:
	case OBJECT_MATERIALIZED_VIEW:
		return sizeof(struct view);
	case OBJECT_FUNCTION:
	case OBJECT_PROCEDURE:
	case OBJECT_AGGREGATE:
	case OBJECT_OPERATOR:
		return sizeof(struct routine);
	case OBJECT_COLLATION:
	case OBJECT_RANGE:
	case OBJECT_STATISTICS:
	case OBJECT_TRIGGER:
	case OBJECT_POLICY:
	case OBJECT_RULE:
		return sizeof(struct definition);
	case OBJECT_GRANT:
		return sizeof(struct grant);
	case OBJECT_COLUMN:
		return sizeof(struct column);
	case OBJECT_CONSTRAINT:
		return sizeof(struct constraint);
	case OBJECT_INDEX:
		return sizeof(struct index);
	case OBJECT_LABEL:
		return sizeof(struct label);
	}
	return sizeof(struct object);
}

struct object *object_shallow_copy(struct arena *arena, const struct object *object)
{
	size_t size = object_size(object->kind);
	return memcpy(arena_alloc(arena, size), object, size);
}

bool type_stands_for(
	const struct schema *schema, const struct sql_type *type, struct qualified wanted)
{
	while (type->user.name) {
		if (qualified_equal(type->user, wanted))
			return true;
		const struct domain *domain = schema_find(schema, OBJECT_DOMAIN, type->user);
		if (!domain)
			return false;
		type = &domain->base;
	}
	return false;
}

bool enum_only_adds(const struct enum_type *from, const struct enum_type *to)
{
	size_t found = 0;
	list_each (struct label **, label, &to->labels) {
		if (found < from->labels.count &&
			strcmp((*label)->object.name.name,
				from->labels.items[found]->object.name.name) == 0)
			found++;
	}
	return found == from->labels.count;
}

bool keyed_by(const struct schema *schema, const struct table *table, const struct enum_type *type)
{
	for (size_t i = 0; table->partition_by && i < table->partition_mentions.columns.count;
		i++) {
		const struct column *column =
			table_column(table, table->partition_mentions.columns.items[i]);
		if (column && type_stands_for(schema, &column->type, type->object.name))
			return true;
	}
	return false;
}

bool strings_equal(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

bool names_hold(const struct names *names, const char *name)
{
	list_each (const char **, each, names) {
		if (strcmp(*each, name) == 0)
			return true;
	}
	return false;
}

bool names_same_set(const struct names *a, const struct names *b)
{
	bool same = a->count == b->count;
	for (size_t i = 0; same && i < a->count; i++)
		same = names_hold(b, a->items[i]);
	return same;
}
