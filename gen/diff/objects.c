/* What is asked of objects; see objects.h. */
#include "diff/objects.h"

#include <string.h>

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

bool same_definition(const struct object *a, const struct object *b)
{
	if (a->kind == OBJECT_INDEX) {
		const struct index *one = (const struct index *)a, *two = (const struct index *)b;
		return one->unique == two->unique &&
		       strings_equal(one->definition, two->definition);
	}
	const struct constraint *one = (const struct constraint *)a;
	const struct constraint *two = (const struct constraint *)b;
	return one->type == two->type && strings_equal(one->definition, two->definition);
}
