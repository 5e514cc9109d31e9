/* The renames carried out on a copy of the old schema; see apply.h. */
#include "diff/apply.h"

#include "diff/expand.h"
#include "diff/definitions.h"
#include "diff/objects.h"
#include "diff/rewrite.h"
#include "schema/names.h"

#include <string.h>

/* One object of the copy on its way to another name. */
struct renaming {
	struct object *object;
	struct object *parent; /* of the copy; NULL at top level */
	struct qualified to;
	const struct object *to_object; /* what it becomes in the new schema */
};
LIST(struct renaming, renamings);

/* The sequence behind an identity column: no object of the schema, but its name is the server's. */
struct identity_sequence {
	struct sequence *sequence;
	const struct table *table; /* of the copy */
	const struct column *column;
};
LIST(struct identity_sequence, identity_sequences);

struct applier {
	struct arena *arena;
	struct schema *copy;
	const struct schema *to;
	struct changes *changes;
	struct identity_sequences identities;
};

static bool has_index(const struct object *object)
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

/* Which object of schema has the name among all that a PostgreSQL schema tells apart by name:
 * tables, sequences, indexes and types (a table is a type, too). */
static const struct object *relation_called(
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
	return is_on_relation(kind) || kind == OBJECT_STATISTICS || kind == OBJECT_COLLATION;
}

/* Who has the name that object would get, in the copy. */
static struct object *holder(struct applier *applier, const struct object *object,
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

static void carry_out(struct applier *applier, struct object *object, struct object *parent,
	struct qualified to, const struct object *to_object);

/* A name for an object that must step aside: NAME_old, or with a number. */
static struct qualified spare_name(
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

static bool is_identity(const struct applier *applier, const struct object *object)
{
	list_each (struct identity_sequence *, identity, &applier->identities) {
		if (&identity->sequence->object == object)
			return true;
	}
	return false;
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

static void carry_out(struct applier *applier, struct object *object, struct object *parent,
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

static struct renaming *pending(struct renamings *renamings, const struct object *object)
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
		struct renaming *next = pending(left,
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
		if (pending(left, in_the_way))
			continue;
		aside = in_the_way;
		parent = (struct object *)in_the_way_parent;
		break;
	}
	carry_out(applier, aside, parent, spare_name(applier, aside, parent), NULL);
}

static void carry_out_all(struct applier *applier, struct renamings *renamings)
{
	while (renamings->count)
		take_first_possible(applier, renamings);
}

static void add(struct applier *applier, struct renamings *renamings, struct object *object,
	struct object *parent, const struct object *to_object)
{
	struct renaming renaming = {
		.object = object, .parent = parent, .to = to_object->name, .to_object = to_object};
	list_push(applier->arena, renamings, renaming);
}

/* Before anything has another name: the sequences that the server made for identity columns. One
 * whose name would not be the only one of its kind got a number there, which nobody here knows. */
static void note_identities(struct applier *applier)
{
	list_each (struct table **, table, &applier->copy->tables) {
		list_each (struct column **, column, &(*table)->columns) {
			if ((*column)->identity == IDENTITY_NONE)
				continue;
			struct sequence *sequence = arena_new(applier->arena, struct sequence);
			sequence->object.kind = OBJECT_SEQUENCE;
			sequence->object.place = (*column)->object.place;
			sequence->object.name = (struct qualified){
				.schema = (*table)->object.name.schema,
				.name = name_make(applier->arena, (*table)->object.name.name,
					(*column)->object.name.name, "seq")};
			sequence->owner_table = (*table)->object.name;
			sequence->owner_column = (*column)->object.name.name;
			const struct object *ignored;
			if (holder(applier, &sequence->object, NULL, sequence->object.name,
				    &ignored))
				continue;
			struct identity_sequence identity = {sequence, *table, *column};
			list_push(applier->arena, &applier->identities, identity);
		}
	}
}

static const struct rename *rename_of(
	const struct renames *renames, enum object_kind kind, struct qualified name)
{
	list_each (struct rename *, rename, renames) {
		if (rename->kind == kind && !rename->table.name &&
			qualified_equal(rename->from, name))
			return rename;
	}
	return NULL;
}

static void let_go(struct applier *applier, struct sequence *sequence)
{
	struct object *table = schema_find(applier->copy, OBJECT_TABLE, sequence->owner_table);
	struct change change = {
		.kind = CHANGE_ALTER,
		.attribute = ATTRIBUTE_OWNER,
		.from_parent = table ? object_shallow_copy(applier->arena, table) : NULL,
		.from = object_shallow_copy(applier->arena, &sequence->object),
	};
	sequence->owner_table = (struct qualified){0};
	sequence->owner_column = NULL;
	change.to = object_shallow_copy(applier->arena, &sequence->object);
	list_push(applier->arena, applier->changes, change);
}

/* The server keeps an owned sequence in the schema of its table: it moves with the table or not at
 * all. One that is to be elsewhere is nobody's before anything moves. */
static void let_sequences_go(struct applier *applier, const struct renames *renames)
{
	list_each (struct sequence **, each, &applier->copy->sequences) {
		struct sequence *sequence = *each;
		struct qualified name = sequence->object.name;
		if (!sequence->owner_table.name)
			continue;
		const struct rename *own = rename_of(renames, OBJECT_SEQUENCE, name);
		const struct rename *table =
			rename_of(renames, OBJECT_TABLE, sequence->owner_table);
		struct qualified along = {
			.schema = table ? table->to.schema : name.schema, .name = name.name};
		bool goes_on = own || (schema_find(applier->to, OBJECT_SEQUENCE, name) &&
					      !schema_find(applier->to, OBJECT_SEQUENCE, along));
		if (goes_on && !strings_equal((own ? own->to : name).schema, along.schema))
			let_go(applier, sequence);
	}
}

static bool moves_along(const struct object *object, const struct rename *rename)
{
	return object->kind == OBJECT_SEQUENCE &&
	       ((const struct sequence *)object)->owner_table.name &&
	       !strings_equal(rename->from.schema, rename->to.schema);
}

static void top_level_renames(struct applier *applier, const struct renames *renames)
{
	struct renamings renamings = {0}, moved = {0};
	let_sequences_go(applier, renames);
	list_each (struct rename *, rename, renames) {
		if (rename->table.name)
			continue;
		struct object *object = schema_find(applier->copy, rename->kind, rename->from);
		if (!object)
			continue;
		if (moves_along(object, rename)) {
			add(applier, &moved, object, NULL, rename->new_object);
			continue;
		}
		struct qualified between = {.schema = rename->from.schema, .name = rename->to.name};
		const struct object *ignored;
		/* A statement changes the name or the schema, not both. */
		if (strcmp(rename->from.name, rename->to.name) != 0 &&
			!strings_equal(rename->from.schema, rename->to.schema) &&
			!holder(applier, object, NULL, between, &ignored))
			carry_out(applier, object, NULL, between, NULL);
		add(applier, &renamings, object, NULL, rename->new_object);
	}
	carry_out_all(applier, &renamings);
	list_each (struct renaming *, renaming, &moved) {
		if (!qualified_equal(renaming->object->name, renaming->to))
			list_push(applier->arena, &renamings, *renaming);
	}
	carry_out_all(applier, &renamings);
}

static void inner_renames(struct applier *applier, const struct renames *renames)
{
	struct renamings renamings = {0};
	list_each (struct rename *, rename, renames) {
		if (!rename->table.name || is_on_relation(rename->kind))
			continue;
		enum object_kind kind = rename->kind == OBJECT_LABEL ? OBJECT_ENUM : OBJECT_TABLE;
		struct object *parent = schema_find(applier->copy, kind, rename->table);
		if (!parent && kind == OBJECT_TABLE)
			parent = schema_find(applier->copy, OBJECT_COMPOSITE, rename->table);
		if (!parent)
			continue;
		struct objects siblings = objects_within(applier->arena, parent, rename->kind);
		struct object *object = objects_find(&siblings, rename->from);
		if (object)
			add(applier, &renamings, object, parent, rename->new_object);
	}
	carry_out_all(applier, &renamings);
}

/* Triggers, policies and rules, when what they are on has its new name. */
static void definition_renames(struct applier *applier, const struct renames *renames)
{
	struct renamings renamings = {0};
	list_each (struct rename *, rename, renames) {
		if (!is_on_relation(rename->kind))
			continue;
		struct qualified name = rename->to;
		name.name = rename->from.name;
		struct object *object = schema_find(applier->copy, rename->kind, name);
		if (object)
			add(applier, &renamings, object, NULL, rename->new_object);
	}
	carry_out_all(applier, &renamings);
}

static const struct sequence *sequence_of(
	const struct schema *schema, struct qualified table, const char *column)
{
	list_each (struct sequence **, sequence, &schema->sequences) {
		if (qualified_equal((*sequence)->owner_table, table) &&
			strcmp((*sequence)->owner_column, column) == 0)
			return *sequence;
	}
	return NULL;
}

static void find_sequence_renames(struct applier *applier, struct renamings *renamings)
{
	list_each (struct sequence **, each, &applier->copy->sequences) {
		struct sequence *sequence = *each;
		if (!sequence->owner_table.name ||
			schema_find(applier->to, OBJECT_SEQUENCE, sequence->object.name))
			continue;
		const struct sequence *to =
			sequence_of(applier->to, sequence->owner_table, sequence->owner_column);
		if (to && !schema_find(applier->copy, OBJECT_SEQUENCE, to->object.name))
			add(applier, renamings, &sequence->object, NULL, &to->object);
	}
	list_each (struct identity_sequence *, identity, &applier->identities) {
		const struct table *table =
			schema_find(applier->to, OBJECT_TABLE, identity->table->object.name);
		const struct column *column =
			table ? table_column(table, identity->column->object.name.name) : NULL;
		if (!column || column->identity == IDENTITY_NONE)
			continue;
		struct object *to =
			object_shallow_copy(applier->arena, &identity->sequence->object);
		to->name.name = name_make(
			applier->arena, table->object.name.name, column->object.name.name, "seq");
		if (!qualified_equal(to->name, identity->sequence->object.name))
			add(applier, renamings, &identity->sequence->object, NULL, to);
	}
}

static bool same_definition(const struct object *a, const struct object *b)
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

/* The parent's is renamed, and all of its descendants' with it. */
static bool is_inherited_check(const struct object *object)
{
	return object->kind == OBJECT_CONSTRAINT && object_is_inherited(object) &&
	       ((const struct constraint *)object)->type == CONSTRAINT_CHECK;
}

/* The same definition under another name, within a table or domain that goes on. */
static void same_under_other_names(struct applier *applier, struct object *parent,
	const struct object *to, enum object_kind kind, struct renamings *renamings)
{
	struct objects old = objects_within(applier->arena, parent, kind);
	struct objects new = objects_within(applier->arena, to, kind);
	struct objects taken = {0};
	list_each (struct object **, each, &old) {
		if (objects_find(&new, (*each)->name) || is_inherited_check(*each))
			continue;
		list_each (struct object **, other, &new) {
			if (objects_find(&old, (*other)->name) || objects_hold(&taken, *other) ||
				!same_definition(*each, *other))
				continue;
			list_push(applier->arena, &taken, *other);
			add(applier, renamings, *each, parent, *other);
			break;
		}
	}
}

static void find_definition_renames(struct applier *applier, struct renamings *renamings)
{
	list_each (struct table **, table, &applier->copy->tables) {
		struct object *parent = &(*table)->object;
		const struct object *to = schema_find(applier->to, OBJECT_TABLE, parent->name);
		if (!to)
			continue;
		same_under_other_names(applier, parent, to, OBJECT_CONSTRAINT, renamings);
		same_under_other_names(applier, parent, to, OBJECT_INDEX, renamings);
	}
	list_each (struct domain **, domain, &applier->copy->domains) {
		struct object *parent = &(*domain)->object;
		const struct object *to = schema_find(applier->to, OBJECT_DOMAIN, parent->name);
		if (to)
			same_under_other_names(applier, parent, to, OBJECT_CONSTRAINT, renamings);
	}
}

static void carry_out_found(
	struct applier *applier, void (*find)(struct applier *applier, struct renamings *found))
{
	struct renamings found = {0};
	find(applier, &found);
	carry_out_all(applier, &found);
}

static bool changes_kind(const struct applier *applier, const struct object *type)
{
	enum object_kind other = type->kind == OBJECT_ENUM ? OBJECT_DOMAIN : OBJECT_ENUM;
	return schema_find(applier->to, other, type->name) &&
	       !schema_find(applier->to, type->kind, type->name);
}

/* An enum that becomes a domain of its name, or the other way: two types. The old one keeps the
 * columns until they have the new one. */
static void find_types_of_other_kind(struct applier *applier, struct objects *found)
{
	static const enum object_kind kinds[] = {OBJECT_ENUM, OBJECT_DOMAIN};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		struct objects types = objects_of(applier->arena, applier->copy, kinds[i]);
		list_each (struct object **, type, &types) {
			if (changes_kind(applier, *type))
				list_push(applier->arena, found, *type);
		}
	}
}

static void step_aside(struct applier *applier)
{
	struct objects types = {0};
	find_types_of_other_kind(applier, &types);
	list_each (struct object **, type, &types)
		carry_out(applier, *type, NULL, spare_name(applier, *type, NULL), NULL);
}

bool must_rename(struct arena *arena, const struct schema *from, const struct schema *to,
	const struct renames *renames)
{
	struct applier applier = {
		.arena = arena, .copy = (struct schema *)from /* only looked at */, .to = to};
	struct renamings found = {0};
	find_sequence_renames(&applier, &found);
	find_definition_renames(&applier, &found);
	struct objects types = {0};
	find_types_of_other_kind(&applier, &types);
	return renames->count || found.count || types.count;
}

void apply_renames(struct arena *arena, const struct renames *renames, struct diff *diff)
{
	struct applier applier = {
		.arena = arena, .copy = &diff->from, .to = diff->to, .changes = &diff->changes};
	if (renames->count)
		note_identities(&applier);
	/* In this order because a column's statement says its table's new name, and a definition
	   can only be compared when all that it mentions has its new name. */
	top_level_renames(&applier, renames);
	step_aside(&applier);
	inner_renames(&applier, renames);
	if (diff->expanded)
		settle_inherited(&diff->from, diff->expanded);
	definition_renames(&applier, renames);
	carry_out_found(&applier, find_sequence_renames);
	carry_out_found(&applier, find_definition_renames);
}
