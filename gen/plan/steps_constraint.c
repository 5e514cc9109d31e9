/* Steps for constraints of tables that stand already, and for checks of domains. */
#include "plan/ddl.h"
#include "plan/steps.h"
#include "schema/sql.h"

#include <string.h>

static bool has_index(const struct constraint *constraint)
{
	return constraint->type == CONSTRAINT_PRIMARY_KEY ||
	       constraint->type == CONSTRAINT_UNIQUE || constraint->type == CONSTRAINT_EXCLUSION;
}

static enum rank rank_of(const struct constraint *constraint)
{
	switch (constraint->type) {
	case CONSTRAINT_PRIMARY_KEY:
	case CONSTRAINT_UNIQUE:
	case CONSTRAINT_EXCLUSION:
		return RANK_KEY;
	case CONSTRAINT_CHECK:
		return RANK_CHECK;
	case CONSTRAINT_FOREIGN_KEY:
		return RANK_FOREIGN_KEY;
	}
	return RANK_CHECK;
}

/* A new column that holds NULL in every row, and in those that older programs write. */
static bool is_new_and_null(
	struct planner *planner, const struct table *from, const struct table *to, const char *name)
{
	const struct column *column = to ? table_column(to, name) : NULL;
	return column && from && !table_column(from, name) && !column->not_null &&
	       !column_has_default(planner, column) && !column->generated.sql;
}

/* Whether rows there are, or rows that older programs write, can be against it. NULL is never the
 * same as another, nor has it a counterpart. */
static bool can_refuse(
	struct planner *planner, struct qualified table, const struct constraint *constraint)
{
	const struct table *from = schema_find(planner->from, OBJECT_TABLE, table);
	const struct table *to = schema_find(planner->to, OBJECT_TABLE, table);
	size_t empty = 0;
	list_each (const char **, column, &constraint->columns)
		empty += is_new_and_null(planner, from, to, *column);
	switch (constraint->type) {
	case CONSTRAINT_UNIQUE:
		return empty == 0 || constraint->without_overlap_of_nulls;
	case CONSTRAINT_FOREIGN_KEY:
		return empty == 0 || strstr(constraint->definition, " MATCH FULL");
	case CONSTRAINT_CHECK: /* IS NOT NULL is the exception */
		return empty < constraint->columns.count || constraint->columns.count == 0 ||
		       strstr(constraint->definition, "NULL");
	case CONSTRAINT_PRIMARY_KEY:
	case CONSTRAINT_EXCLUSION:
		return true;
	}
	return true;
}

static const char *when_it_fails(
	struct planner *planner, struct qualified table, const struct constraint *constraint)
{
	struct arena *arena = planner->arena;
	const char *rows = quoted(planner, table);
	switch (constraint->type) {
	case CONSTRAINT_PRIMARY_KEY:
		return arena_printf(
			arena, "fails when rows of %s have the same key, or none", rows);
	case CONSTRAINT_UNIQUE:
		return arena_printf(arena, "fails when rows of %s have the same values", rows);
	case CONSTRAINT_EXCLUSION:
		return arena_printf(arena, "fails when rows of %s exclude each other", rows);
	case CONSTRAINT_CHECK:
		return arena_printf(arena, "fails when a row of %s does not satisfy it", rows);
	case CONSTRAINT_FOREIGN_KEY:
		return arena_printf(arena, "fails when a row of %s has no counterpart in %s", rows,
			quoted(planner, constraint->references));
	}
	return NULL;
}

static void say_when_it_fails(struct planner *planner, struct step *step, struct qualified table,
	const struct constraint *constraint)
{
	step_note(planner, step, "%s", when_it_fails(planner, table, constraint));
}

bool is_news_to_rows(
	struct planner *planner, struct qualified table, const struct constraint *constraint)
{
	return !survey_rebuilds(&planner->survey, &constraint->object) &&
	       can_refuse(planner, table, constraint);
}

/* Without a look at the rows that are there nothing takes time or fails; new ones must be good. */
static void warn_of_constraint(struct planner *planner, struct step *step, struct qualified table,
	const struct constraint *constraint)
{
	struct statement *statement = &step->statements.items[0];
	if (!constraint->not_valid)
		statement->hazards |= hazards_of_rows(planner, table,
			constraint->type == CONSTRAINT_FOREIGN_KEY ? HAZARD_BLOCKS_WRITES
								   : HAZARD_BLOCKS_READS);
	if (!is_news_to_rows(planner, table, constraint))
		return;
	if (!constraint->not_valid)
		say_when_it_fails(planner, step, table, constraint);
	step_breaks(step, COMPATIBILITY_TIGHTENING);
}

/* No other transaction writes to the tables meanwhile, even when it is only validated: but that is
 * all that it does then. */
static void add_domain_check(
	struct planner *planner, const struct object *domain, const struct constraint *constraint)
{
	bool news = !survey_rebuilds(&planner->survey, &constraint->object);
	struct constraint unchecked = *constraint;
	bool later = !planner->single_transaction && !constraint->not_valid;
	unchecked.not_valid |= later;
	struct step *step = step_add(planner, RANK_CHECK), *scan = step;
	step_say(planner, step, &constraint->object,
		ddl_add_domain_check(planner->arena, domain->name, &unchecked));
	if (news)
		step_breaks(step, COMPATIBILITY_TIGHTENING);
	if (later)
		scan = validate_step(planner, domain, &constraint->object);
	scan->statements.items[0].hazards |= HAZARD_BLOCKS_WRITES;
	if (news)
		step_note(
			planner, scan, "fails when a column of this type holds a value against it");
	step_say_comment(planner, step, &constraint->object, domain);
	step_needs_uses(planner, step, &constraint->mentions);
	step_needs(planner, step, word_type(planner, domain->name));
	step_provides(
		planner, step, word_unchecked(planner, domain->name, constraint->object.name.name));
}

static bool is_validated_later(
	struct planner *planner, struct qualified table, const struct constraint *constraint)
{
	return (constraint->type == CONSTRAINT_CHECK ||
		       constraint->type == CONSTRAINT_FOREIGN_KEY) &&
	       !constraint->not_valid && can_wait_for_validation(planner, table);
}

/* A scan beside the table's users, when all that locks them out is done: a check that the server
 * writes anew because of a column's type comes that way, too. */
static void add_unchecked(
	struct planner *planner, const struct object *parent, const struct constraint *constraint)
{
	bool news = is_news_to_rows(planner, parent->name, constraint);
	struct table *table = schema_find(planner->to, OBJECT_TABLE, parent->name);
	if (constraint->type == CONSTRAINT_FOREIGN_KEY && table->partition_by) {
		add_partitioned_reference(planner, table, constraint,
			news ? when_it_fails(planner, parent->name, constraint) : NULL);
		return;
	}
	struct constraint unchecked = *constraint;
	unchecked.not_valid = true;
	struct step *step = step_add(planner, rank_of(constraint));
	step_say(planner, step, &constraint->object,
		ddl_add_constraint(planner->arena, parent->name, &unchecked));
	if (news)
		step_breaks(step, COMPATIBILITY_TIGHTENING);
	step_say_comment(planner, step, &constraint->object, parent);
	step_needs_constraint(planner, step, parent->name, constraint);
	if (constraint->type == CONSTRAINT_CHECK)
		step_needs_children_left(planner, step, parent->name);
	step_needs(planner, step,
		word_constraint_gone(planner, parent->name, constraint->object.name.name));
	step_provides(
		planner, step, word_unchecked(planner, parent->name, constraint->object.name.name));
	step = validate_step(planner, parent, &constraint->object);
	if (news)
		say_when_it_fails(planner, step, parent->name, constraint);
}

void add_constraint_step(
	struct planner *planner, const struct object *parent, const struct constraint *constraint)
{
	struct arena *arena = planner->arena;
	if (parent->kind == OBJECT_DOMAIN) {
		add_domain_check(planner, parent, constraint);
		return;
	}
	if (is_validated_later(planner, parent->name, constraint)) {
		add_unchecked(planner, parent, constraint);
		return;
	}
	if (key_is_built(planner, parent, constraint)) {
		build_key(planner, parent, constraint);
		return;
	}
	struct step *step = step_add(planner, rank_of(constraint));
	step_say(planner, step, &constraint->object,
		ddl_add_constraint(arena, parent->name, constraint));
	if (!is_new_table(planner, parent->name))
		warn_of_constraint(planner, step, parent->name, constraint);
	step_say_comment(planner, step, &constraint->object, parent);
	if (has_index(constraint) && parent->kind == OBJECT_TABLE)
		say_clustering_again(
			planner, step, (const struct table *)parent, constraint->object.name.name);
	step_needs_constraint(planner, step, parent->name, constraint);
	if (constraint->type == CONSTRAINT_CHECK)
		step_needs_children_left(planner, step, parent->name);
	step_needs(planner, step,
		word_constraint_gone(planner, parent->name, constraint->object.name.name));
	step_provides(planner, step,
		word_constraint(planner, parent->name, constraint->object.name.name));
	if (has_index(constraint)) {
		say_identity_again(planner, step, parent->name, constraint->object.name.name);
		step_needs(planner, step,
			word_name_free(planner, parent->name.schema, constraint->object.name.name));
		step_provides(planner, step, word_key(planner, parent->name, &constraint->columns));
	}
	for (size_t i = 0;
		constraint->type == CONSTRAINT_PRIMARY_KEY && i < constraint->columns.count; i++)
		step_needs(planner, step,
			word_null(planner, parent->name, constraint->columns.items[i]));
}

void drop_constraint_step(
	struct planner *planner, const struct object *parent, const struct constraint *constraint)
{
	struct arena *arena = planner->arena;
	const char *name = constraint->object.name.name;
	bool reference = constraint->type == CONSTRAINT_FOREIGN_KEY;
	struct step *step =
		step_add(planner, reference ? RANK_DROP_FOREIGN_KEY : RANK_DROP_CONSTRAINT);
	step_say(planner, step, &constraint->object,
		parent->kind == OBJECT_DOMAIN ? ddl_drop_domain_check(arena, parent->name, name)
					      : ddl_drop_constraint(arena, parent->name, name));
	step_frees_uses(planner, step, &constraint->mentions);
	if (constraint->type == CONSTRAINT_CHECK && parent->kind == OBJECT_TABLE)
		step_needs_null_of(planner, step, parent->name, constraint);
	step_provides(planner, step, word_constraint_gone(planner, parent->name, name));
	if (parent->kind == OBJECT_TABLE)
		step_frees_dropped(planner, step, parent, &constraint->columns);
	wait_for_successor(planner, step, parent, &constraint->object);
	if (reference)
		step_frees_reference(planner, step, constraint);
	if (!has_index(constraint))
		return;
	step_needs(planner, step,
		word_key_reference_gone(planner, parent->name, &constraint->columns));
	step_provides(planner, step, word_key_gone(planner, parent->name, &constraint->columns));
	step_provides(planner, step, word_name_free(planner, parent->name.schema, name));
}

static bool is_dropped_column(
	struct planner *planner, const struct change *change, const char *name)
{
	const struct table *to = schema_find(planner->to, OBJECT_TABLE, change->from_parent->name);
	const struct table *from = (const struct table *)change->from_parent;
	return table_column(from, name) && !(to && table_column(to, name));
}

static size_t dropped_columns(
	struct planner *planner, const struct change *change, const struct names *columns)
{
	size_t count = 0;
	list_each (const char **, column, columns)
		count += is_dropped_column(planner, change, *column);
	return count;
}

bool goes_with_column(struct planner *planner, const struct change *change)
{
	if (change->from_parent->kind != OBJECT_TABLE)
		return false;
	if (survey_cannot_stay(&planner->survey, change->from_parent->name, change->from))
		return false;
	if (change->from->kind == OBJECT_INDEX) {
		const struct index *index = (const struct index *)change->from;
		return dropped_columns(planner, change, &index->columns) ||
		       dropped_columns(planner, change, &index->mentions.columns);
	}
	const struct constraint *constraint = (const struct constraint *)change->from;
	size_t dropped = dropped_columns(planner, change, &constraint->columns);
	if (constraint->type == CONSTRAINT_FOREIGN_KEY &&
		(survey_loses_key(
			 &planner->survey, constraint->references, &constraint->referenced) ||
			survey_changes_logged(&planner->survey, change->from_parent->name) ||
			survey_changes_logged(&planner->survey, constraint->references)))
		return false;
	if (constraint->type != CONSTRAINT_PRIMARY_KEY)
		return dropped > 0;
	const struct table *to = schema_find(planner->to, OBJECT_TABLE, change->from_parent->name);
	return dropped == constraint->columns.count && !(to && table_primary_key(to));
}

/* --- what need not be made anew -----------------------------------------------------------------
 */

static void defer(
	struct planner *planner, const struct object *parent, const struct constraint *constraint)
{
	struct step *step = step_add(planner, RANK_FOREIGN_KEY);
	step_say(planner, step, &constraint->object,
		ddl_defer(planner->arena, parent->name, constraint));
}

/* True when the change is made without making the constraint anew. */
static bool constraint_altered(struct planner *planner, const struct change *change)
{
	const struct constraint *from = (const struct constraint *)change->from;
	const struct constraint *to = (const struct constraint *)change->to;
	if (change->kind != CHANGE_ALTER)
		return false;
	if (change->attribute == ATTRIBUTE_VALID) {
		/* One that is made anew is what it is to be. */
		if (survey_rebuilds(&planner->survey, change->to) ||
			!strings_equal(from->definition, to->definition))
			return true;
		if (!to->not_valid)
			say_when_it_fails(planner,
				validate_step(planner, change->to_parent, change->to),
				change->to_parent->name, to);
		return !to->not_valid;
	}
	if (!survey_alters_in_place(&planner->survey, change->to_parent, change->from, change->to))
		return false;
	if (to->type == CONSTRAINT_FOREIGN_KEY) {
		defer(planner, change->to_parent, to);
		return true;
	}
	struct sql_storage before, after;
	if (!sql_constraint_storage(planner->arena, from->definition, &before) ||
		!sql_constraint_storage(planner->arena, to->definition, &after))
		return false;
	alter_index_storage(planner, change->to_parent, change->to, &before, &after);
	return true;
}

void plan_constraint(struct planner *planner, const struct change *change)
{
	if (constraint_altered(planner, change))
		return;
	const struct constraint *from = (const struct constraint *)change->from;
	const struct constraint *to = (const struct constraint *)change->to;
	const struct object *parent = change->to_parent;
	if (survey_remade_type(&planner->survey, parent->name) && parent->kind == OBJECT_DOMAIN)
		return; /* comes with its domain */
	if (change->kind != CHANGE_CREATE &&
		!(change->kind == CHANGE_DROP && goes_with_column(planner, change)))
		drop_constraint_step(planner, parent, from);
	if (change->kind != CHANGE_DROP &&
		!map_get(
			&planner->inline_keys, arena_printf(planner->arena, "%s\x1f%s",
						       qualified_text(planner->arena, parent->name),
						       to->object.name.name)))
		add_constraint_step(planner, parent, to);
}

static const struct object *parent_of(struct planner *planner, const struct object *object)
{
	list_each (struct table **, table, &planner->to->tables) {
		struct objects within =
			objects_within(planner->arena, &(*table)->object, object->kind);
		if (objects_hold(&within, object))
			return &(*table)->object;
	}
	list_each (struct domain **, domain, &planner->to->domains) {
		struct objects within =
			objects_within(planner->arena, &(*domain)->object, object->kind);
		if (objects_hold(&within, object))
			return &(*domain)->object;
	}
	return NULL;
}

/* The same before and after, and yet in the way. */
void plan_rebuilt(struct planner *planner)
{
	list_each (struct object **, object, &planner->survey.rebuilt) {
		const struct object *parent = parent_of(planner, *object);
		if ((*object)->kind == OBJECT_INDEX) {
			drop_index_step(planner, parent, (const struct index *)*object);
			add_index_step(planner, parent, (const struct index *)*object);
		} else {
			drop_constraint_step(planner, parent, (const struct constraint *)*object);
			add_constraint_step(planner, parent, (const struct constraint *)*object);
		}
	}
}
