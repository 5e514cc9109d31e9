/* What is different between two objects of one kind and name. */
#include "diff/compare.h"

#include "diff/expand.h"
#include "diff/objects.h"

#include <string.h>

void add_change(struct comparison *comparison, enum change_kind kind, enum attribute attribute,
	const struct object *from, const struct object *to)
{
	struct change change = {
		.kind = kind,
		.attribute = attribute,
		.from = from,
		.to = to,
		.from_parent = comparison->from_parent,
		.to_parent = comparison->to_parent,
	};
	list_push(comparison->arena, comparison->changes, change);
}

void altered_if(struct comparison *comparison, bool differs, enum attribute attribute,
	const struct object *from, const struct object *to)
{
	if (differs)
		add_change(comparison, CHANGE_ALTER, attribute, from, to);
}

static void compare_columns(
	struct comparison *comparison, const struct column *from, const struct column *to)
{
	const struct object *old = &from->object, *new = &to->object;
	altered_if(comparison,
		strcmp(from->type.text, to->type.text) != 0 ||
			!strings_equal(from->collation, to->collation),
		ATTRIBUTE_TYPE, old, new);
	altered_if(comparison, from->not_null != to->not_null, ATTRIBUTE_NULL, old, new);
	altered_if(comparison, !strings_equal(from->default_value.sql, to->default_value.sql),
		ATTRIBUTE_DEFAULT, old, new);
	altered_if(comparison, from->identity != to->identity, ATTRIBUTE_IDENTITY, old, new);
	altered_if(comparison,
		from->identity != IDENTITY_NONE && to->identity != IDENTITY_NONE &&
			!options_equal(&from->identity_options, &to->identity_options),
		ATTRIBUTE_OPTIONS, old, new);
	altered_if(comparison,
		!strings_equal(from->generated.sql, to->generated.sql) ||
			from->generated_virtual != to->generated_virtual,
		ATTRIBUTE_GENERATED, old, new);
	altered_if(comparison, !strings_equal(from->storage, to->storage), ATTRIBUTE_STORAGE, old,
		new);
	altered_if(comparison, !strings_equal(from->compression, to->compression),
		ATTRIBUTE_COMPRESSION, old, new);
	altered_if(comparison, from->statistics != to->statistics, ATTRIBUTE_STATISTICS, old, new);
	altered_if(comparison, !parameters_equal(&from->parameters, &to->parameters),
		ATTRIBUTE_PARAMETERS, old, new);
}

static void compare_enums(
	struct comparison *comparison, const struct enum_type *from, const struct enum_type *to)
{
	bool same = from->labels.count == to->labels.count;
	for (size_t i = 0; same && i < to->labels.count; i++)
		same = strcmp(from->labels.items[i]->object.name.name,
			       to->labels.items[i]->object.name.name) == 0;
	altered_if(comparison, !same, ATTRIBUTE_LABELS, &from->object, &to->object);
}

static void compare_domains(
	struct comparison *comparison, const struct domain *from, const struct domain *to)
{
	const struct object *old = &from->object, *new = &to->object;
	altered_if(comparison,
		strcmp(from->base.text, to->base.text) != 0 ||
			!strings_equal(from->collation, to->collation),
		ATTRIBUTE_TYPE, old, new);
	altered_if(comparison, from->not_null != to->not_null, ATTRIBUTE_NULL, old, new);
	altered_if(comparison, !strings_equal(from->default_value.sql, to->default_value.sql),
		ATTRIBUTE_DEFAULT, old, new);
}

static bool sequences_differ(const struct sequence *a, const struct sequence *b)
{
	return !options_equal(&a->options, &b->options) || a->unlogged != b->unlogged ||
	       !qualified_equal(a->owner_table, b->owner_table) ||
	       !strings_equal(a->owner_column, b->owner_column);
}

/* A partition goes on when the table it is of is made anew. */
static bool parent_is_new(const struct comparison *comparison, struct qualified parent)
{
	const struct table *from =
		parent.name ? schema_find(comparison->from, OBJECT_TABLE, parent) : NULL;
	const struct table *to =
		parent.name ? schema_find(comparison->to, OBJECT_TABLE, parent) : NULL;
	return from && to && is_made_anew(from, to);
}

static bool same_parents(const struct table *from, const struct table *to)
{
	bool same = from->inherits.count == to->inherits.count;
	for (size_t i = 0; same && i < to->inherits.count; i++)
		same = stays_with(from, to, to->inherits.items[i]);
	return same;
}

static void compare_tables(
	struct comparison *comparison, const struct table *from, const struct table *to)
{
	const struct object *old = &from->object, *new = &to->object;
	altered_if(comparison, from->unlogged != to->unlogged, ATTRIBUTE_LOGGED, old, new);
	altered_if(comparison, !parameters_equal(&from->parameters, &to->parameters),
		ATTRIBUTE_PARAMETERS, old, new);
	altered_if(
		comparison, from->row_security != to->row_security, ATTRIBUTE_SECURITY, old, new);
	altered_if(comparison, from->force_row_security != to->force_row_security, ATTRIBUTE_FORCED,
		old, new);
	altered_if(comparison,
		!qualified_equal(from->partition_of, to->partition_of) ||
			!strings_equal(from->bound, to->bound) ||
			parent_is_new(comparison, to->partition_of),
		ATTRIBUTE_PARTITION, old, new);
	altered_if(comparison, !same_parents(from, to), ATTRIBUTE_PARENTS, old, new);
	altered_if(comparison, !strings_equal(from->access_method, to->access_method),
		ATTRIBUTE_ACCESS_METHOD, old, new);
	altered_if(comparison, !strings_equal(from->tablespace, to->tablespace),
		ATTRIBUTE_TABLESPACE, old, new);
	altered_if(comparison, !strings_equal(from->replica_identity, to->replica_identity),
		ATTRIBUTE_REPLICA_IDENTITY, old, new);
	altered_if(comparison, !strings_equal(from->clustered_on, to->clustered_on),
		ATTRIBUTE_CLUSTER, old, new);
}

static void compare_definitions(
	struct comparison *comparison, const struct definition *from, const struct definition *to)
{
	const struct object *old = &from->object, *new = &to->object;
	altered_if(comparison,
		!strings_equal(from->definition, to->definition) ||
			from->constraint != to->constraint,
		ATTRIBUTE_DEFINITION, old, new);
	altered_if(comparison, from->enabled != to->enabled, ATTRIBUTE_ENABLED, old, new);
	altered_if(comparison, from->statistics != to->statistics, ATTRIBUTE_TARGET, old, new);
}

static void compare_views(
	struct comparison *comparison, const struct view *from, const struct view *to)
{
	const struct object *old = &from->object, *new = &to->object;
	altered_if(comparison, strcmp(from->query, to->query) != 0, ATTRIBUTE_DEFINITION, old, new);
	altered_if(comparison, !parameters_equal(&from->parameters, &to->parameters),
		ATTRIBUTE_PARAMETERS, old, new);
	altered_if(comparison,
		!strings_equal(from->access_method, to->access_method) ||
			!strings_equal(from->tablespace, to->tablespace) ||
			from->no_data != to->no_data,
		ATTRIBUTE_OPTIONS, old, new);
}

/* The index beneath a key, as far as it has a comment of its own. */
static const struct object *index_beneath(
	struct comparison *comparison, const struct constraint *key)
{
	struct index *index = arena_new(comparison->arena, struct index);
	index->object = key->object;
	index->object.kind = OBJECT_INDEX;
	index->object.comment = key->index_comment;
	return &index->object;
}

static void compare_constraints(
	struct comparison *comparison, const struct constraint *from, const struct constraint *to)
{
	const struct object *old = &from->object, *new = &to->object;
	altered_if(comparison, !strings_equal(from->definition, to->definition),
		ATTRIBUTE_DEFINITION, old, new);
	altered_if(comparison, from->not_valid != to->not_valid, ATTRIBUTE_VALID, old, new);
	if (!strings_equal(from->index_comment, to->index_comment))
		add_change(comparison, CHANGE_ALTER, ATTRIBUTE_COMMENT,
			index_beneath(comparison, from), index_beneath(comparison, to));
}

void compare_attributes(
	struct comparison *comparison, const struct object *from, const struct object *to)
{
	switch (to->kind) {
	case OBJECT_EXTENSION:
		altered_if(comparison, !strings_equal(from->name.schema, to->name.schema),
			ATTRIBUTE_OPTIONS, from, to);
		altered_if(comparison,
			!strings_equal(((const struct extension *)from)->version,
				((const struct extension *)to)->version),
			ATTRIBUTE_VERSION, from, to);
		break;
	case OBJECT_ENUM:
		compare_enums(
			comparison, (const struct enum_type *)from, (const struct enum_type *)to);
		break;
	case OBJECT_DOMAIN:
		compare_domains(comparison, (const struct domain *)from, (const struct domain *)to);
		break;
	case OBJECT_SEQUENCE:
		altered_if(comparison,
			sequences_differ(
				(const struct sequence *)from, (const struct sequence *)to),
			ATTRIBUTE_OPTIONS, from, to);
		break;
	case OBJECT_COLUMN:
		compare_columns(comparison, (const struct column *)from, (const struct column *)to);
		break;
	case OBJECT_CONSTRAINT:
		compare_constraints(
			comparison, (const struct constraint *)from, (const struct constraint *)to);
		break;
	case OBJECT_INDEX:
		altered_if(comparison,
			((const struct index *)from)->unique !=
					((const struct index *)to)->unique ||
				!strings_equal(((const struct index *)from)->definition,
					((const struct index *)to)->definition),
			ATTRIBUTE_DEFINITION, from, to);
		break;
	case OBJECT_TABLE:
		compare_tables(comparison, (const struct table *)from, (const struct table *)to);
		break;
	case OBJECT_VIEW:
	case OBJECT_MATERIALIZED_VIEW:
		compare_views(comparison, (const struct view *)from, (const struct view *)to);
		break;
	case OBJECT_FUNCTION:
	case OBJECT_PROCEDURE:
	case OBJECT_AGGREGATE:
	case OBJECT_OPERATOR:
		altered_if(comparison,
			strcmp(((const struct routine *)from)->definition,
				((const struct routine *)to)->definition) != 0,
			ATTRIBUTE_DEFINITION, from, to);
		break;
	case OBJECT_COLLATION:
	case OBJECT_RANGE:
	case OBJECT_STATISTICS:
	case OBJECT_TRIGGER:
	case OBJECT_POLICY:
	case OBJECT_RULE:
		compare_definitions(
			comparison, (const struct definition *)from, (const struct definition *)to);
		break;
	case OBJECT_GRANT:
		altered_if(comparison,
			!privileges_equal(&((const struct grant *)from)->privileges,
				&((const struct grant *)to)->privileges),
			ATTRIBUTE_PRIVILEGES, from, to);
		break;
	case OBJECT_SCHEMA:
	case OBJECT_COMPOSITE:
	case OBJECT_LABEL:
		break; /* nothing but a name and a comment */
	}
	/* A label's comment is the programmer's: the server keeps none. */
	altered_if(comparison,
		to->kind != OBJECT_LABEL && !strings_equal(from->comment, to->comment),
		ATTRIBUTE_COMMENT, from, to);
}
