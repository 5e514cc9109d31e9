/* Whether two objects would be the same in a database. */
#include "schema/schema.h"

#include <string.h>

static bool same(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

static bool same_head(const struct object *a, const struct object *b)
{
	return a->kind == b->kind && qualified_equal(a->name, b->name) &&
	       same(a->comment, b->comment);
}

static bool equal_columns(const struct column *a, const struct column *b)
{
	return same(a->type.text, b->type.text) && same(a->collation, b->collation) &&
	       a->not_null == b->not_null && a->identity == b->identity &&
	       same(a->default_value.sql, b->default_value.sql) &&
	       same(a->generated.sql, b->generated.sql);
}

static bool equal_constraints(const struct constraint *a, const struct constraint *b)
{
	return a->type == b->type && same(a->definition, b->definition);
}

static bool equal_indexes(const struct index *a, const struct index *b)
{
	return a->unique == b->unique && same(a->definition, b->definition);
}

/* The order in which a table's contents were declared is no part of it: no statement changes it. */
static bool equal_tables(const struct table *a, const struct table *b)
{
	bool equal = a->columns.count == b->columns.count &&
		     a->constraints.count == b->constraints.count &&
		     a->indexes.count == b->indexes.count && a->unlogged == b->unlogged &&
		     a->row_security == b->row_security &&
		     parameters_equal(&a->parameters, &b->parameters);
	for (size_t i = 0; equal && i < a->columns.count; i++) {
		const struct column *other = table_column(b, a->columns.items[i]->object.name.name);
		equal = other && object_equal(&a->columns.items[i]->object, &other->object);
	}
	for (size_t i = 0; equal && i < a->constraints.count; i++) {
		const struct constraint *other =
			table_constraint(b, a->constraints.items[i]->object.name.name);
		equal = other && object_equal(&a->constraints.items[i]->object, &other->object);
	}
	for (size_t i = 0; equal && i < a->indexes.count; i++) {
		const struct index *other = table_index(b, a->indexes.items[i]->object.name.name);
		equal = other && object_equal(&a->indexes.items[i]->object, &other->object);
	}
	return equal;
}

static bool equal_enums(const struct enum_type *a, const struct enum_type *b)
{
	bool equal = a->labels.count == b->labels.count;
	for (size_t i = 0; equal && i < a->labels.count; i++)
		equal = object_equal(&a->labels.items[i]->object, &b->labels.items[i]->object);
	return equal;
}

static bool holds_check(const struct domain *domain, const struct constraint *check)
{
	list_each (struct constraint **, each, &domain->checks) {
		if (object_equal(&(*each)->object, &check->object))
			return true;
	}
	return false;
}

static bool equal_domains(const struct domain *a, const struct domain *b)
{
	bool equal = same(a->base.text, b->base.text) && same(a->collation, b->collation) &&
		     a->not_null == b->not_null &&
		     same(a->default_value.sql, b->default_value.sql) &&
		     a->checks.count == b->checks.count;
	for (size_t i = 0; equal && i < a->checks.count; i++)
		equal = holds_check(b, a->checks.items[i]);
	return equal;
}

static bool equal_sequences(const struct sequence *a, const struct sequence *b)
{
	return same(a->type, b->type) && a->start == b->start && a->increment == b->increment &&
	       a->minimum == b->minimum && a->maximum == b->maximum && a->cache == b->cache &&
	       a->cycle == b->cycle && qualified_equal(a->owner_table, b->owner_table) &&
	       same(a->owner_column, b->owner_column);
}

bool object_equal(const struct object *a, const struct object *b)
{
	if (!same_head(a, b))
		return false;
	switch (a->kind) {
	case OBJECT_SCHEMA:
	case OBJECT_LABEL:
		return true;
	case OBJECT_EXTENSION:
		return same(((const struct extension *)a)->version,
			((const struct extension *)b)->version);
	case OBJECT_ENUM:
		return equal_enums((const struct enum_type *)a, (const struct enum_type *)b);
	case OBJECT_DOMAIN:
		return equal_domains((const struct domain *)a, (const struct domain *)b);
	case OBJECT_SEQUENCE:
		return equal_sequences((const struct sequence *)a, (const struct sequence *)b);
	case OBJECT_TABLE:
		return equal_tables((const struct table *)a, (const struct table *)b);
	case OBJECT_COLUMN:
		return equal_columns((const struct column *)a, (const struct column *)b);
	case OBJECT_CONSTRAINT:
		return equal_constraints(
			(const struct constraint *)a, (const struct constraint *)b);
	case OBJECT_INDEX:
		return equal_indexes((const struct index *)a, (const struct index *)b);
	}
	return false;
}
