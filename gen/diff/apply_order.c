/* Objects get their names one after the other, in an order in which each is free when its turn
 * comes. */
#include "diff/apply_parts.h"

#include "diff/definitions.h"
#include "diff/expand.h"
#include "diff/rewrite.h"

#include <string.h>

static bool is_identity(const struct applier *applier, const struct object *object)
{
	list_each (struct identity_sequence *, identity, &applier->identities) {
		if (&identity->sequence->object == object)
			return true;
	}
	return false;
}

static void move_owned_sequences(
	struct applier *applier, struct qualified table, const char *schema)
{
	struct objects sequences = objects_of(applier->arena, applier->copy, OBJECT_SEQUENCE);
	list_each (struct object **, each, &sequences) {
		struct sequence *sequence = (struct sequence *)*each;
		if (!qualified_equal(sequence->owner_table, table))
			continue;
		struct qualified old = (*each)->name;
		schema_remove(applier->copy, OBJECT_SEQUENCE, old);
		(*each)->name.schema = schema;
		schema_add(applier->copy, *each);
		rewrite_mentions(
			applier->arena, applier->copy, OBJECT_SEQUENCE, old, (*each)->name);
	}
	list_each (struct identity_sequence *, identity, &applier->identities) {
		if (qualified_equal(identity->table->object.name, table))
			identity->sequence->object.name.schema = schema;
	}
}

struct column_renaming {
	struct applier *applier;
	const char *from, *to;
};

static void rename_column_here(void *data, struct table *table)
{
	struct column_renaming *renaming = data;
	struct arena *arena = renaming->applier->arena;
	struct column *column = table_column(table, renaming->from);
	if (column) { /* of a descendant; the table's own has its new name */
		column->object.name.name = renaming->to;
		map_put(arena, &table->column_map, renaming->to, column);
		map_put(arena, &table->column_map, renaming->from, NULL);
	}
	rewrite_column_mentions(
		arena, renaming->applier->copy, table, renaming->from, renaming->to);
}

/* The server renames it in all descendants, too. */
static void rename_column(
	struct applier *applier, struct table *table, const char *from, const char *to)
{
	struct column_renaming renaming = {applier, from, to};
	rename_column_here(&renaming, table);
	each_descendant(applier->copy, table, rename_column_here, &renaming);
}

static void rename_in_copy(
	struct applier *applier, struct object *object, struct object *parent, struct qualified to)
{
	struct qualified from = object->name;
	if (object->kind == OBJECT_TABLE && !strings_equal(from.schema, to.schema))
		move_owned_sequences(applier, from, to.schema);
	if (is_identity(applier, object)) {
		object->name = to;
		definitions_follow(applier->arena, applier->copy, OBJECT_SEQUENCE, from, to);
	} else if (!parent) {
		schema_remove(applier->copy, object->kind, from);
		object->name = to;
		schema_add(applier->copy, object);
		rewrite_mentions(applier->arena, applier->copy, object->kind, from, to);
	} else {
		object->name = to;
	}
	if (object->kind == OBJECT_LABEL)
		rewrite_label_mentions(
			applier->arena, applier->copy, parent->name, from.name, to.name);
	if (object->kind == OBJECT_COLUMN && parent->kind == OBJECT_TABLE)
		rename_column(applier, (struct table *)parent, from.name, to.name);
	if (has_index(object))
		rewrite_index_mentions(
			applier->arena, applier->copy, (struct table *)parent, from.name, to.name);
}

static void make_way(
	struct applier *applier, struct object *table, struct object *part, const char *schema)
{
	const struct object *ignored;
	struct qualified there = {.schema = schema, .name = part->name.name};
	if (has_index(part) && relation_called(applier->copy, there, &ignored))
		carry_out(applier, part, table, spare_name(applier, part, table), NULL);
}

/* The indexes of a table that moves go with it: those whose names are taken there step aside. They
 * get them back when whoever has them has moved, too. */
static void make_way_for_indexes(struct applier *applier, struct object *table, const char *schema)
{
	static const enum object_kind kinds[] = {OBJECT_CONSTRAINT, OBJECT_INDEX};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		struct objects parts = objects_within(applier->arena, table, kinds[i]);
		list_each (struct object **, part, &parts)
			make_way(applier, table, *part, schema);
	}
}

void carry_out(struct applier *applier, struct object *object, struct object *parent,
	struct qualified to, const struct object *to_object)
{
	if (object->kind == OBJECT_TABLE && !strings_equal(object->name.schema, to.schema))
		make_way_for_indexes(applier, object, to.schema);
	struct object *before = object_shallow_copy(applier->arena, object);
	struct object *after = object_shallow_copy(applier->arena, to_object ? to_object : object);
	/* As it is called now: it may get another name, too. */
	const struct object *within = parent ? object_shallow_copy(applier->arena, parent) : NULL;
	after->name = to;
	struct change change = {
		.kind = CHANGE_RENAME,
		.from = before,
		.to = after,
		.from_parent = within,
		.to_parent = within,
	};
	list_push(applier->arena, applier->changes, change);
	rename_in_copy(applier, object, parent, to);
}

void add_renaming(struct applier *applier, struct renamings *renamings, struct object *object,
	struct object *parent, const struct object *to_object)
{
	struct renaming renaming = {
		.object = object, .parent = parent, .to = to_object->name, .to_object = to_object};
	list_push(applier->arena, renamings, renaming);
}

struct renaming *renaming_of(struct renamings *renamings, const struct object *object)
{
	list_each (struct renaming *, renaming, renamings) {
		if (renaming->object == object)
			return renaming;
	}
	return NULL;
}

/* Where every wanted name belongs to another of those left: one that would get its name back by
 * following them. */
static struct renaming *member_of_circle(struct applier *applier, struct renamings *left)
{
	const struct object *ignored;
	struct renaming *member = &left->items[0];
	for (size_t i = 0; i < left->count; i++) {
		struct renaming *next = renaming_of(left,
			holder(applier, member->object, member->parent, member->to, &ignored));
		if (next)
			member = next;
	}
	return member;
}

/* A statement changes the name or the schema, not both. */
static bool moves_and_changes_name(const struct renaming *renaming)
{
	struct qualified from = renaming->object->name, to = renaming->to;
	return !renaming->parent && strcmp(from.name, to.name) != 0 &&
	       !strings_equal(from.schema, to.schema);
}

static void move_first(struct applier *applier, const struct renaming *renaming)
{
	const struct object *ignored;
	struct qualified between = renaming->object->name;
	between.schema = renaming->to.schema;
	if (!holder(applier, renaming->object, NULL, between, &ignored))
		carry_out(applier, renaming->object, NULL, between, NULL);
}

static void take_first_possible(struct applier *applier, struct renamings *left)
{
	const struct object *in_the_way_parent = NULL;
	for (size_t i = 0; i < left->count; i++) {
		struct renaming renaming = left->items[i];
		if (holder(applier, renaming.object, renaming.parent, renaming.to,
			    &in_the_way_parent))
			continue;
		if (moves_and_changes_name(&renaming))
			move_first(applier, &renaming);
		carry_out(
			applier, renaming.object, renaming.parent, renaming.to, renaming.to_object);
		memmove(left->items + i, left->items + i + 1,
			(--left->count - i) * sizeof *left->items);
		return;
	}
	/* Every wanted name is taken: by something that stays behind, which then steps aside, or
	   in a circle, which is opened somewhere. */
	struct renaming *member = member_of_circle(applier, left);
	struct object *aside = member->object, *parent = member->parent;
	list_each (struct renaming *, renaming, left) {
		struct object *in_the_way = holder(applier, renaming->object, renaming->parent,
			renaming->to, &in_the_way_parent);
		if (renaming_of(left, in_the_way))
			continue;
		aside = in_the_way;
		parent = (struct object *)in_the_way_parent;
		break;
	}
	carry_out(applier, aside, parent, spare_name(applier, aside, parent), NULL);
}

void carry_out_all(struct applier *applier, struct renamings *renamings)
{
	while (renamings->count)
		take_first_possible(applier, renamings);
}
