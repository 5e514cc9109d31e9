/* What is different between two schemas; see diff.h. */
#include "diff/diff.h"

#include "diff/apply.h"
#include "diff/expand.h"
#include "diff/objects.h"

#include <stdlib.h>
#include <string.h>

struct comparison {
	struct arena *arena;
	struct changes *changes;
	const struct schema *from, *to;
	const struct object *from_parent, *to_parent;
};

static void add(struct comparison *comparison, enum change_kind kind, enum attribute attribute,
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

static void altered_if(struct comparison *comparison, bool differs, enum attribute attribute,
	const struct object *from, const struct object *to)
{
	if (differs)
		add(comparison, CHANGE_ALTER, attribute, from, to);
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
		add(comparison, CHANGE_ALTER, ATTRIBUTE_COMMENT, index_beneath(comparison, from),
			index_beneath(comparison, to));
}

static void compare_attributes(
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

/* The one of that name: mostly the one at the same place. */
static const struct object *counterpart(
	const struct objects *objects, size_t place, struct qualified name)
{
	if (place < objects->count && qualified_equal(objects->items[place]->name, name))
		return objects->items[place];
	return objects_find(objects, name);
}

/* What is the parent's but for its comment, a default and NOT NULL. */
static void compare_inherited(
	struct comparison *within, const struct object *before, const struct object *after)
{
	const struct column *from = (const struct column *)before;
	const struct column *to = (const struct column *)after;
	if (before)
		altered_if(within, !strings_equal(before->comment, after->comment),
			ATTRIBUTE_COMMENT, before, after);
	if (!before || after->kind != OBJECT_COLUMN || !from->inherited)
		return;
	altered_if(within,
		(from->own_default || to->own_default) &&
			!strings_equal(from->default_value.sql, to->default_value.sql),
		ATTRIBUTE_DEFAULT, before, after);
	altered_if(within,
		(from->own_not_null || to->own_not_null) && from->not_null != to->not_null,
		ATTRIBUTE_NULL, before, after);
}

/* A partition's own index or key that was a part of its parent's: it went with that one. */
static bool was_a_part(const struct object *before, const struct object *after)
{
	if (!object_is_inherited(before) || object_is_inherited(after))
		return false;
	return after->kind == OBJECT_INDEX ||
	       (after->kind == OBJECT_CONSTRAINT &&
		       ((const struct constraint *)before)->part_of != NULL);
}

/* Objects of one kind in one parent: first what there is in the new schema, in its order, then
 * what is no more. */
static void compare_within(struct comparison *comparison, const struct object *from,
	const struct object *to, enum object_kind kind)
{
	struct comparison within = *comparison;
	within.from_parent = from;
	within.to_parent = to;
	struct objects old = objects_within(comparison->arena, from, kind);
	struct objects new = objects_within(comparison->arena, to, kind);
	list_each (struct object **, each, &new) {
		const struct object *before =
			counterpart(&old, (size_t)(each - new.items), (*each)->name);
		if (object_is_inherited(*each))
			compare_inherited(&within, before, *each);
		else if (before && !was_a_part(before, *each))
			compare_attributes(&within, before, *each);
		else
			add(&within, CHANGE_CREATE, ATTRIBUTE_NONE, NULL, *each);
	}
	list_each (struct object **, each, &old) {
		if (!object_is_inherited(*each) &&
			!counterpart(&new, (size_t)(each - old.items), (*each)->name))
			add(&within, CHANGE_DROP, ATTRIBUTE_NONE, *each, NULL);
	}
}

/* A column of a view is no object of its own: only its comment is anyone's business. */
static const struct object *without_comment(
	struct comparison *comparison, const struct object *column)
{
	struct object *copy = object_shallow_copy(comparison->arena, column);
	copy->comment = NULL;
	return copy;
}

static void compare_view_comments(
	struct comparison *comparison, const struct object *from, const struct object *to)
{
	struct comparison within = *comparison;
	within.from_parent = from;
	within.to_parent = to;
	struct objects old = objects_within(comparison->arena, from, OBJECT_COLUMN);
	struct objects new = objects_within(comparison->arena, to, OBJECT_COLUMN);
	list_each (struct object **, each, &new) {
		const struct object *before = objects_find(&old, (*each)->name);
		if (!before)
			before = without_comment(comparison, *each);
		altered_if(&within, !strings_equal(before->comment, (*each)->comment),
			ATTRIBUTE_COMMENT, before, *each);
	}
	list_each (struct object **, each, &old) {
		if (!objects_find(&new, (*each)->name))
			altered_if(&within, (*each)->comment != NULL, ATTRIBUTE_COMMENT, *each,
				without_comment(comparison, *each));
	}
}

static void compare_parents(
	struct comparison *comparison, const struct object *from, const struct object *to)
{
	compare_attributes(comparison, from, to);
	if (to->kind == OBJECT_TABLE) {
		compare_within(comparison, from, to, OBJECT_COLUMN);
		compare_within(comparison, from, to, OBJECT_CONSTRAINT);
		compare_within(comparison, from, to, OBJECT_INDEX);
	} else if (kind_is_view(to->kind)) {
		compare_view_comments(comparison, from, to);
		compare_within(comparison, from, to, OBJECT_INDEX);
	} else if (to->kind == OBJECT_COMPOSITE) {
		compare_within(comparison, from, to, OBJECT_COLUMN);
	} else if (to->kind == OBJECT_DOMAIN) {
		compare_within(comparison, from, to, OBJECT_CONSTRAINT);
	}
}

static int by_name(const void *a, const void *b)
{
	const struct object *one = *(struct object *const *)a, *two = *(struct object *const *)b;
	int order = strcmp(
		one->name.schema ? one->name.schema : "", two->name.schema ? two->name.schema : "");
	if (!order)
		order = strcmp(one->name.name, two->name.name);
	return order ? order
		     : strcmp(one->name.suffix ? one->name.suffix : "",
			       two->name.suffix ? two->name.suffix : "");
}

/* All of one kind, sorted by name. */
static void compare_kind(struct comparison *comparison, const struct schema *from,
	const struct schema *to, enum object_kind kind)
{
	struct objects old = objects_of(comparison->arena, from, kind);
	struct objects all = objects_of(comparison->arena, to, kind);
	list_each (struct object **, each, &old) {
		if (!schema_find(to, kind, (*each)->name))
			list_push(comparison->arena, &all, *each);
	}
	if (all.count)
		qsort(all.items, all.count, sizeof *all.items, by_name);
	list_each (struct object **, each, &all) {
		const struct object *before = schema_find(from, kind, (*each)->name);
		const struct object *after = schema_find(to, kind, (*each)->name);
		if (!before)
			add(comparison, CHANGE_CREATE, ATTRIBUTE_NONE, NULL, after);
		else if (!after)
			add(comparison, CHANGE_DROP, ATTRIBUTE_NONE, before, NULL);
		else if (kind == OBJECT_TABLE &&
			 is_made_anew((const struct table *)before, (const struct table *)after)) {
			add(comparison, CHANGE_DROP, ATTRIBUTE_NONE, before, NULL);
			add(comparison, CHANGE_CREATE, ATTRIBUTE_NONE, NULL, after);
		} else
			compare_parents(comparison, before, after);
	}
}

void diff_schemas(struct arena *arena, const struct schema *from, const struct schema *to,
	const struct renames *renames, struct diff *diff)
{
	*diff = (struct diff){.from = *from, .to = to};
	if (expands(from) || expands(to)) {
		diff->expanded = expand(arena, to);
		diff->from = *expand(arena, from);
		diff->to = diff->expanded;
		apply_renames(arena, renames, diff);
	} else if (must_rename(arena, from, to, renames)) {
		schema_copy(&diff->from, from, arena);
		apply_renames(arena, renames, diff);
	}
	struct comparison comparison = {
		.arena = arena, .changes = &diff->changes, .from = &diff->from, .to = diff->to};
	for (int kind = 0; kind < TOP_LEVEL_KINDS; kind++)
		compare_kind(&comparison, &diff->from, diff->to, (enum object_kind)kind);
}
