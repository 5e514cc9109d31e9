/* What is different between two schemas; see diff.h. */
#include "diff/compare.h"

#include "diff/apply.h"
#include "diff/expand.h"
#include "diff/objects.h"

#include <stdlib.h>
#include <string.h>

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

/* A table's own index or key, under the name of the part of its parent's that it is to have but
 * another one: it goes before. */
static bool is_in_the_way(const struct object *before, const struct object *after)
{
	bool part = after && object_is_inherited(after) &&
		    (after->kind == OBJECT_INDEX ||
			    (after->kind == OBJECT_CONSTRAINT &&
				    ((const struct constraint *)after)->part_of));
	return part && !same_definition(before, after);
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
			add_change(&within, CHANGE_CREATE, ATTRIBUTE_NONE, NULL, *each);
	}
	list_each (struct object **, each, &old) {
		const struct object *after =
			counterpart(&new, (size_t)(each - old.items), (*each)->name);
		if (!object_is_inherited(*each) && (!after || is_in_the_way(*each, after)))
			add_change(&within, CHANGE_DROP, ATTRIBUTE_NONE, *each, NULL);
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
			add_change(comparison, CHANGE_CREATE, ATTRIBUTE_NONE, NULL, after);
		else if (!after)
			add_change(comparison, CHANGE_DROP, ATTRIBUTE_NONE, before, NULL);
		else if (kind == OBJECT_TABLE &&
			 is_made_anew((const struct table *)before, (const struct table *)after)) {
			add_change(comparison, CHANGE_DROP, ATTRIBUTE_NONE, before, NULL);
			add_change(comparison, CHANGE_CREATE, ATTRIBUTE_NONE, NULL, after);
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
