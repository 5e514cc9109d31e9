/* Steps for sequences: made, changed, handed from one owning column to another, let go. */
#include "plan/ddl.h"
#include "plan/steps.h"
#include "schema/sql.h"

/* The column that owns it, where that column goes on from the old schema. */
static const struct column *old_owner(struct planner *planner, const struct sequence *sequence)
{
	const struct table *table = schema_find(planner->from, OBJECT_TABLE, sequence->owner_table);
	return table ? table_column(table, sequence->owner_column) : NULL;
}

/* A sequence is unlogged when the table that owns it is. The server sees to that where a table
 * changes, and where it makes the sequence itself; not where it gets another owner. */
static bool is_unlogged(const struct schema *schema, const struct sequence *sequence)
{
	const struct table *owner = sequence->owner_table.name ? schema_find(schema, OBJECT_TABLE,
									 sequence->owner_table)
							       : NULL;
	return owner ? owner->unlogged : sequence->unlogged;
}

/* What it is when all tables have become what they are to be, but its old owner still has it. */
static bool was_unlogged(struct planner *planner, const struct sequence *sequence)
{
	bool stays = sequence->owner_table.name &&
		     schema_find(planner->to, OBJECT_TABLE, sequence->owner_table);
	return is_unlogged(stays ? planner->to : planner->from, sequence);
}

static void follow_owner(struct planner *planner, struct step *step, const struct sequence *from,
	const struct sequence *to)
{
	bool unlogged = is_unlogged(planner->to, to);
	if (from->owner_table.name)
		step_needs(planner, step, word_logged(planner, from->owner_table));
	if (to->owner_table.name)
		step_needs(planner, step, word_logged(planner, to->owner_table));
	if (was_unlogged(planner, from) != unlogged)
		step_say(planner, step, &to->object,
			ddl_set_logged(
				planner->arena, OBJECT_SEQUENCE, to->object.name, !unlogged));
}

static bool has_name(const struct table *table, const char *name)
{
	return table_constraint(table, name) || table_index(table, name);
}

/* Whether the old owner must be gone before the new one can be made, which takes over the name of
 * a key or index. */
static bool owners_exclude(
	struct planner *planner, const struct sequence *from, const struct sequence *to)
{
	const struct table *old = schema_find(planner->from, OBJECT_TABLE, from->owner_table);
	const struct table *new = schema_find(planner->to, OBJECT_TABLE, to->owner_table);
	if (!old || !new || schema_find(planner->to, OBJECT_TABLE, from->owner_table) ||
		schema_find(planner->from, OBJECT_TABLE, to->owner_table) ||
		!strings_equal(old->object.name.schema, new->object.name.schema))
		return false;
	list_each (struct constraint **, constraint, &new->constraints) {
		if (has_name(old, (*constraint)->object.name.name))
			return true;
	}
	list_each (struct index **, index, &new->indexes) {
		if (has_name(old, (*index)->object.name.name))
			return true;
	}
	return false;
}

/* In between it has no owner. */
static void free_sequence(
	struct planner *planner, const struct sequence *from, const struct sequence *to)
{
	struct sequence *alone = arena_new(planner->arena, struct sequence);
	*alone = *to;
	alone->owner_table = (struct qualified){0};
	struct step *step = step_add(planner, RANK_RENAME);
	step_say(planner, step, &to->object, ddl_own_sequence(planner->arena, alone));
	step_provides(planner, step, word_use_gone(planner, from->owner_table));
}

static void own_sequence(
	struct planner *planner, const struct sequence *from, const struct sequence *to)
{
	bool exclude = from && from->owner_table.name && to->owner_table.name &&
		       owners_exclude(planner, from, to);
	if (exclude)
		free_sequence(planner, from, to);
	struct step *step = step_add(planner, RANK_OWNER);
	if (!from && to->owner_table.name && !is_new_table(planner, to->owner_table))
		step_say(planner, step, &to->object, ddl_give_sequence(planner->arena, to));
	step_say(planner, step, &to->object, ddl_own_sequence(planner->arena, to));
	step_needs(planner, step, word_sequence(planner, to->object.name));
	if (from)
		follow_owner(planner, step, from, to);
	if (from && from->owner_table.name && !exclude)
		step_provides(planner, step, word_use_gone(planner, from->owner_table));
	if (!to->owner_table.name)
		return;
	step_needs(planner, step, word_table(planner, to->owner_table));
	step_needs(planner, step, word_column(planner, to->owner_table, to->owner_column));
	/* The column has values already: a new sequence goes on after them. */
	if (from || !old_owner(planner, to))
		return;
	const char *name =
		sql_literal(planner->arena, sql_qualified(planner->arena, to->object.name));
	step_say(planner, step, &to->object,
		ddl_set_sequence(
			planner->arena, name, to->owner_table, to->owner_column, &to->options));
}

static void create_sequence(struct planner *planner, const struct sequence *sequence)
{
	struct qualified name = sequence->object.name;
	if (comes_as_serial(planner, sequence))
		return;
	struct step *step = step_add(planner, RANK_SEQUENCE);
	step_say(planner, step, &sequence->object,
		ddl_create_sequence(planner->arena, sequence, is_unlogged(planner->to, sequence)));
	step_say_comment(planner, step, &sequence->object, NULL);
	step_needs(planner, step, word_name_free(planner, name.schema, name.name));
	step_provides(planner, step, word_sequence(planner, name));
	if (sequence->owner_table.name)
		own_sequence(planner, NULL, sequence);
}

/* Dropping its owner drops a sequence. */
static bool goes_with_owner(struct planner *planner, const struct sequence *sequence)
{
	if (!sequence->owner_table.name)
		return false;
	const struct table *table = schema_find(planner->to, OBJECT_TABLE, sequence->owner_table);
	return !table || !table_column(table, sequence->owner_column);
}

static void drop_sequence(struct planner *planner, const struct sequence *sequence)
{
	struct qualified name = sequence->object.name;
	if (goes_with_owner(planner, sequence))
		return;
	struct step *step = step_add(planner, RANK_DROP_SEQUENCE);
	struct statement *statement = step_say(
		planner, step, &sequence->object, ddl_drop(planner->arena, OBJECT_SEQUENCE, name));
	step_needs(planner, step, word_use_gone(planner, name));
	step_provides(planner, step, word_name_free(planner, name.schema, name.name));
	if (sequence->owner_table.name)
		return; /* the column's values say how far it was */
	statement->hazards |= HAZARD_LOSES_DATA;
	step_note(planner, step, "how far %s has counted is lost", quoted(planner, name));
	step_breaks(step, COMPATIBILITY_BREAKING);
}

/* A sequence that stands short of its new limits would be refused them. */
static bool begins_later(const struct sequence_options *from, const struct sequence_options *to)
{
	bool within = to->start >= from->minimum && to->start <= from->maximum;
	return within &&
	       (to->increment > 0 ? to->minimum > from->minimum : to->maximum < from->maximum);
}

static void alter_sequence(
	struct planner *planner, const struct sequence *from, const struct sequence *to)
{
	const char *statement = ddl_alter_sequence(planner->arena, from, to);
	if (statement) {
		struct step *step = step_add(planner, RANK_SEQUENCE);
		if (begins_later(&from->options, &to->options))
			step_say(
				planner, step, &to->object, ddl_begin_sequence(planner->arena, to));
		step_say(planner, step, &to->object, statement);
		if (to->options.maximum < from->options.maximum ||
			to->options.minimum > from->options.minimum)
			step_note(planner, step,
				"fails when the sequence has counted past its new limits");
	}
	if (!qualified_equal(from->owner_table, to->owner_table) ||
		!strings_equal(from->owner_column, to->owner_column))
		own_sequence(planner, from, to);
	else if (!to->owner_table.name && from->unlogged != to->unlogged)
		step_say(planner, step_add(planner, RANK_SEQUENCE), &to->object,
			ddl_set_logged(
				planner->arena, OBJECT_SEQUENCE, to->object.name, !to->unlogged));
}

static void let_sequence_go(
	struct planner *planner, const struct sequence *sequence, const struct table *owner)
{
	struct step *step = step_add(planner, RANK_RENAME);
	const struct object *object = &sequence->object;
	step_say(planner, step, object, ddl_own_sequence(planner->arena, sequence));
	if (owner && owner->unlogged)
		step_say(planner, step, object,
			ddl_set_logged(planner->arena, OBJECT_SEQUENCE, object->name, true));
}

void plan_sequence(struct planner *planner, const struct change *change)
{
	const struct sequence *from = (const struct sequence *)change->from;
	const struct sequence *to = (const struct sequence *)change->to;
	if (change->kind == CHANGE_CREATE)
		create_sequence(planner, to);
	else if (change->kind == CHANGE_DROP)
		drop_sequence(planner, from);
	else if (change->attribute == ATTRIBUTE_OWNER)
		let_sequence_go(planner, to, (const struct table *)change->from_parent);
	else
		alter_sequence(planner, from, to);
}
