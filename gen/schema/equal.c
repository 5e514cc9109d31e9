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

bool options_equal(const struct sequence_options *a, const struct sequence_options *b)
{
	return same(a->type, b->type) && a->start == b->start && a->increment == b->increment &&
	       a->minimum == b->minimum && a->maximum == b->maximum && a->cache == b->cache &&
	       a->cycle == b->cycle;
}

static bool equal_columns(const struct column *a, const struct column *b)
{
	return same(a->type.text, b->type.text) && same(a->collation, b->collation) &&
	       a->not_null == b->not_null && a->identity == b->identity &&
	       options_equal(&a->identity_options, &b->identity_options) &&
	       same(a->default_value.sql, b->default_value.sql) &&
	       same(a->generated.sql, b->generated.sql) &&
	       a->generated_virtual == b->generated_virtual && same(a->storage, b->storage) &&
	       same(a->compression, b->compression) && a->statistics == b->statistics &&
	       parameters_equal(&a->parameters, &b->parameters);
}

static bool equal_constraints(const struct constraint *a, const struct constraint *b)
{
	return a->type == b->type && same(a->definition, b->definition) &&
	       a->not_valid == b->not_valid && same(a->index_comment, b->index_comment);
}

static bool equal_indexes(const struct index *a, const struct index *b)
{
	return a->unique == b->unique && same(a->definition, b->definition) &&
	       qualified_equal(a->attached_to, b->attached_to);
}

static bool equal_qualifieds(const struct qualifieds *a, const struct qualifieds *b)
{
	bool equal = a->count == b->count;
	for (size_t i = 0; equal && i < a->count; i++)
		equal = qualified_equal(a->items[i], b->items[i]);
	return equal;
}

static bool equal_own(const struct table *a, const struct table *b)
{
	bool equal = a->own.count == b->own.count;
	for (size_t i = 0; equal && i < a->own.count; i++) {
		const struct column *own = a->own.items[i];
		const struct column *other = table_own(b, own->object.name.name);
		equal = other && own->own_default == other->own_default &&
			own->own_not_null == other->own_not_null &&
			same(own->default_value.sql, other->default_value.sql);
	}
	return equal;
}

/* The order in which a table's contents were declared is no part of it: no statement changes it. */
static bool equal_tables(const struct table *a, const struct table *b)
{
	bool equal =
		a->columns.count == b->columns.count &&
		a->constraints.count == b->constraints.count &&
		a->indexes.count == b->indexes.count && a->unlogged == b->unlogged &&
		a->row_security == b->row_security &&
		a->force_row_security == b->force_row_security &&
		same(a->access_method, b->access_method) && same(a->tablespace, b->tablespace) &&
		same(a->replica_identity, b->replica_identity) &&
		same(a->clustered_on, b->clustered_on) && same(a->partition_by, b->partition_by) &&
		qualified_equal(a->partition_of, b->partition_of) && same(a->bound, b->bound) &&
		equal_qualifieds(&a->inherits, &b->inherits) &&
		parameters_equal(&a->parameters, &b->parameters) && equal_own(a, b);
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
	return options_equal(&a->options, &b->options) && a->unlogged == b->unlogged &&
	       qualified_equal(a->owner_table, b->owner_table) &&
	       same(a->owner_column, b->owner_column);
}

static const struct column *column_named(const struct columns *columns, const char *name)
{
	list_each (struct column **, each, columns) {
		if (strcmp((*each)->object.name.name, name) == 0)
			return *each;
	}
	return NULL;
}

static bool equal_composites(const struct composite *a, const struct composite *b)
{
	bool equal = a->columns.count == b->columns.count;
	for (size_t i = 0; equal && i < a->columns.count; i++)
		equal = object_equal(&a->columns.items[i]->object, &b->columns.items[i]->object);
	return equal;
}

/* Of a view's members only the comments are the database's. */
static bool equal_view_comments(const struct view *a, const struct view *b)
{
	list_each (struct column **, each, &a->columns) {
		const struct column *other = column_named(&b->columns, (*each)->object.name.name);
		if (!same((*each)->object.comment, other ? other->object.comment : NULL))
			return false;
	}
	return true;
}

static bool holds_index(const struct view *view, const struct index *index)
{
	list_each (struct index **, each, &view->indexes) {
		if (object_equal(&(*each)->object, &index->object))
			return true;
	}
	return false;
}

static bool equal_views(const struct view *a, const struct view *b)
{
	bool equal = same(a->query, b->query) && parameters_equal(&a->parameters, &b->parameters) &&
		     same(a->access_method, b->access_method) &&
		     same(a->tablespace, b->tablespace) && a->no_data == b->no_data &&
		     a->indexes.count == b->indexes.count && equal_view_comments(a, b) &&
		     equal_view_comments(b, a);
	for (size_t i = 0; equal && i < a->indexes.count; i++)
		equal = holds_index(b, a->indexes.items[i]);
	return equal;
}

static bool equal_definitions(const struct definition *a, const struct definition *b)
{
	return same(a->definition, b->definition) && a->constraint == b->constraint &&
	       a->enabled == b->enabled && a->statistics == b->statistics;
}

bool privileges_equal(const struct privileges *a, const struct privileges *b)
{
	bool equal = a->count == b->count;
	for (size_t i = 0; equal && i < a->count; i++) {
		const struct privilege *one = &a->items[i], *two = &b->items[i];
		equal = same(one->name, two->name) && one->grantable == two->grantable &&
			one->columns.count == two->columns.count;
		for (size_t j = 0; equal && j < one->columns.count; j++)
			equal = same(one->columns.items[j], two->columns.items[j]);
	}
	return equal;
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
	case OBJECT_COMPOSITE:
		return equal_composites((const struct composite *)a, (const struct composite *)b);
	case OBJECT_VIEW:
	case OBJECT_MATERIALIZED_VIEW:
		return equal_views((const struct view *)a, (const struct view *)b);
	case OBJECT_FUNCTION:
	case OBJECT_PROCEDURE:
	case OBJECT_AGGREGATE:
	case OBJECT_OPERATOR:
		return same(((const struct routine *)a)->definition,
			((const struct routine *)b)->definition);
	case OBJECT_COLLATION:
	case OBJECT_RANGE:
	case OBJECT_STATISTICS:
	case OBJECT_TRIGGER:
	case OBJECT_POLICY:
	case OBJECT_RULE:
		return equal_definitions(
			(const struct definition *)a, (const struct definition *)b);
	case OBJECT_GRANT:
		return privileges_equal(&((const struct grant *)a)->privileges,
			&((const struct grant *)b)->privileges);
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
