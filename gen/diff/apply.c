/* The renames carried out on a copy of the old schema; see apply.h. */
#include "diff/apply_parts.h"

#include "diff/definitions.h"
#include "diff/expand.h"
#include "schema/names.h"

#include <string.h>

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
			add_renaming(applier, &moved, object, NULL, rename->new_object);
			continue;
		}
		struct qualified between = {.schema = rename->from.schema, .name = rename->to.name};
		const struct object *ignored;
		/* A statement changes the name or the schema, not both. */
		if (strcmp(rename->from.name, rename->to.name) != 0 &&
			!strings_equal(rename->from.schema, rename->to.schema) &&
			!holder(applier, object, NULL, between, &ignored))
			carry_out(applier, object, NULL, between, NULL);
		add_renaming(applier, &renamings, object, NULL, rename->new_object);
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
		if (!rename->table.name || kind_is_on_relation(rename->kind))
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
			add_renaming(applier, &renamings, object, parent, rename->new_object);
	}
	carry_out_within(applier, &renamings);
}

/* Triggers, policies and rules, when what they are on has its new name. */
static void definition_renames(struct applier *applier, const struct renames *renames)
{
	struct renamings renamings = {0};
	list_each (struct rename *, rename, renames) {
		if (!kind_is_on_relation(rename->kind))
			continue;
		struct qualified name = rename->to;
		name.name = rename->from.name;
		struct object *object = schema_find(applier->copy, rename->kind, name);
		if (object)
			add_renaming(applier, &renamings, object, NULL, rename->new_object);
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
			add_renaming(applier, renamings, &sequence->object, NULL, &to->object);
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
			add_renaming(applier, renamings, &identity->sequence->object, NULL, to);
	}
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
			add_renaming(applier, renamings, *each, parent, *other);
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
