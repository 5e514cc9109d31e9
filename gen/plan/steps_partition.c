/* Steps that bind tables to each other and part them: partitions, children, the names of what a
 * partition has from its parent. */
#include "plan/ddl.h"
#include "plan/steps.h"
#include "schema/names.h"

#include "diff/expand.h"

#include <string.h>

/* --- partitions ------------------------------------------------------------------------------- */

static bool has_default_partition(const struct schema *schema, struct qualified parent)
{
	list_each (struct table **, each, &schema->tables) {
		if (qualified_equal((*each)->partition_of, parent) &&
			strings_equal((*each)->bound, "DEFAULT"))
			return true;
	}
	return false;
}

bool detaches_gently(const struct planner *planner, const struct table *partition)
{
	struct qualified parent = partition->partition_of;
	const struct table *to = schema_find(planner->to, OBJECT_TABLE, partition->object.name);
	return parent.name && is_in_use(planner, parent) &&
	       !survey_drops(&planner->survey, parent) &&
	       !has_default_partition(planner->from, parent) && (!to || !to->partition_of.name);
}

/* Whether a table, its schema or anything in it gets another name. */
static bool is_renamed(struct planner *planner, struct qualified table)
{
	list_each (struct change *, change, &planner->diff->changes) {
		const struct object *to = change->to_parent ? change->to_parent : change->to;
		if (change->kind == CHANGE_RENAME &&
			(qualified_equal(to->name, table) ||
				(to->kind == OBJECT_SCHEMA &&
					strings_equal(to->name.name, table.schema))))
			return true;
	}
	return false;
}

static bool is_constraint_of(
	const struct schema *schema, struct qualified table, const char *constraint)
{
	list_each (struct table **, each, &schema->tables) {
		if (strings_equal((*each)->object.name.schema, table.schema) &&
			table_constraint(*each, constraint))
			return true;
	}
	return false;
}

/* The CHECK that copies the bound, as the server names it: after the only column of the keys above,
 * the first name of that kind that is free. */
static const char *copied_bound(struct planner *planner, const struct table *partition)
{
	struct names columns = {0};
	const struct table *above = partition;
	while ((above = schema_partitioned(planner->from, above))) {
		list_each (const char **, column, &above->partition_mentions.columns) {
			if (!names_hold(&columns, *column))
				list_push(planner->arena, &columns, *column);
		}
	}
	const char *column = columns.count == 1 ? columns.items[0] : NULL;
	const char *label = "check", *name;
	for (unsigned i = 1;; i++) {
		name = name_make(planner->arena, partition->object.name.name, column, label);
		if (!is_constraint_of(planner->from, partition->object.name, name))
			return name;
		label = arena_printf(planner->arena, "check%u", i);
	}
}

struct step *add_detach_step(
	struct planner *planner, const struct table *partition, const struct object *object)
{
	struct qualified name = partition->object.name, parent = partition->partition_of;
	struct step *step = step_add(planner, RANK_DETACH);
	bool gently = detaches_gently(planner, partition);
	struct statement *statement =
		step_say(planner, step, object, ddl_detach(planner->arena, partition, gently));
	if (gently) {
		step->rank = is_renamed(planner, name) || is_renamed(planner, parent)
				     ? RANK_DETACH_RENAMED
				     : RANK_DETACH_GENTLY;
		statement->standing = STANDS_OUTSIDE;
		statement->leaves = ddl_drop_constraint_if_there(
			planner->arena, name, copied_bound(planner, partition));
	}
	/* What refers to its rows would not let it go. */
	for (const struct table *above = schema_find(planner->from, OBJECT_TABLE, parent); above;
		above = schema_partitioned(planner->from, above))
		step_needs(planner, step, word_reference_gone(planner, above->object.name));
	step_provides(planner, step, word_bound_free(planner, parent));
	step_provides(planner, step, word_use_gone(planner, parent));
	step_provides(planner, step, word_left(planner, name, parent));
	return step;
}

static void detach(struct planner *planner, const struct table *from, const struct table *to)
{
	struct step *step = add_detach_step(planner, from, &to->object);
	if (to->partition_of.name)
		return;
	step_note(planner, step, "its rows are no longer among those of %s",
		quoted(planner, from->partition_of));
	step_breaks(step, COMPATIBILITY_BREAKING);
}

/* Columns and checks of the parent must be the table's, too, and no others its columns. */
static void needs_contents(struct planner *planner, struct step *step, const struct table *from,
	const struct table *table)
{
	list_each (struct column **, each, &from->columns) {
		const char *name = (*each)->object.name.name;
		if (!table_column(table, name))
			step_needs(
				planner, step, word_column_gone(planner, table->object.name, name));
	}
	struct qualified parent = table->partition_of;
	const struct table *before = schema_find(planner->from, OBJECT_TABLE, parent);
	for (size_t i = 0; before && i < before->columns.count; i++) {
		const char *name = before->columns.items[i]->object.name.name;
		if (!table_column(table, name))
			step_needs(planner, step, word_column_gone(planner, parent, name));
	}
	list_each (struct column **, each, &table->columns) {
		const char *name = (*each)->object.name.name;
		step_needs(planner, step, word_column(planner, table->object.name, name));
		step_needs(planner, step, word_column(planner, parent, name));
		step_needs(planner, step, word_null(planner, table->object.name, name));
		step_needs(planner, step, word_null(planner, parent, name));
	}
	list_each (struct constraint **, each, &table->constraints) {
		if ((*each)->type != CONSTRAINT_CHECK)
			continue;
		const char *name = (*each)->object.name.name;
		step_needs(planner, step, word_constraint(planner, table->object.name, name));
		step_needs(planner, step, word_constraint(planner, parent, name));
	}
}

static void attach(struct planner *planner, const struct table *from, const struct table *table)
{
	struct qualified name = table->object.name, parent = table->partition_of;
	struct step *step = step_add(planner, RANK_ATTACH);
	step_say(planner, step, &table->object, ddl_attach(planner->arena, table));
	step_breaks(step, COMPATIBILITY_TIGHTENING);
	bool beside = is_beside_default(planner, table);
	bool gently =
		(!beside || can_exclude(planner, table)) && prove_bound(planner, step, from, table);
	if (gently && beside) {
		exclude_from_default(planner, step, table, false);
	} else if (!gently) {
		step->statements.items[0].hazards |= HAZARD_BLOCKS_READS;
		step_note(planner, step, "fails when a row of %s is not within the bound",
			quoted(planner, name));
	}
	step_needs(planner, step, word_table(planner, parent));
	step_needs(planner, step, word_bound_free(planner, parent));
	needs_contents(planner, step, from, table);
	step_provides(planner, step, word_attached(planner, name));
}

void plan_partition(struct planner *planner, const struct table *from, const struct table *to)
{
	if (from->partition_of.name)
		detach(planner, from, to);
	if (to->partition_of.name)
		attach(planner, from, to);
}

/* --- children --------------------------------------------------------------------------------- */

/* Whoever takes up with another parent does so first: columns that both have stay inherited. */
static void leave_parent(
	struct planner *planner, const struct table *table, struct qualified parent, bool joins)
{
	struct step *step = step_add(planner, joins ? RANK_ATTACH : RANK_DETACH);
	if (joins)
		step_needs(planner, step, word_attached(planner, table->object.name));
	step_say(planner, step, &table->object,
		ddl_inherit(planner->arena, table->object.name, parent, false));
	step_note(
		planner, step, "its rows are no longer among those of %s", quoted(planner, parent));
	step_breaks(step, COMPATIBILITY_BREAKING);
	step_provides(planner, step, word_use_gone(planner, parent));
	step_provides(planner, step, word_left(planner, table->object.name, parent));
}

/* What the parent is about to lose, a child need not have. */
static void needs_losses(struct planner *planner, struct step *step, const struct table *parent)
{
	const struct table *before = schema_find(planner->from, OBJECT_TABLE, parent->object.name);
	for (size_t i = 0; before && i < before->columns.count; i++) {
		const char *column = before->columns.items[i]->object.name.name;
		if (!table_column(parent, column))
			step_needs(planner, step,
				word_column_gone(planner, parent->object.name, column));
	}
	for (size_t i = 0; before && i < before->constraints.count; i++) {
		const struct constraint *check = before->constraints.items[i];
		const char *name = check->object.name.name;
		if (check->type == CONSTRAINT_CHECK && !table_constraint(parent, name))
			step_needs(planner, step,
				word_constraint_gone(planner, parent->object.name, name));
	}
}

static void join_parent(struct planner *planner, const struct table *table, struct qualified parent)
{
	const struct table *other = schema_find(planner->to, OBJECT_TABLE, parent);
	struct qualified name = table->object.name;
	struct step *step = step_add(planner, RANK_ATTACH);
	step_say(planner, step, &table->object, ddl_inherit(planner->arena, name, parent, true));
	step_needs(planner, step, word_table(planner, parent));
	step_provides(planner, step, word_attached(planner, name));
	if (other)
		needs_losses(planner, step, other);
	for (size_t i = 0; other && i < other->columns.count; i++) {
		const char *column = other->columns.items[i]->object.name.name;
		step_needs(planner, step, word_column(planner, name, column));
		step_needs(planner, step, word_column(planner, parent, column));
		step_needs(planner, step, word_null(planner, name, column));
		step_needs(planner, step, word_null(planner, parent, column));
	}
	for (size_t i = 0; other && i < other->constraints.count; i++)
		step_needs(planner, step,
			word_constraint(
				planner, name, other->constraints.items[i]->object.name.name));
}

void plan_parents(struct planner *planner, const struct table *from, const struct table *to)
{
	bool joins = false;
	list_each (const struct qualified *, parent, &to->inherits)
		joins |= !stays_with(from, to, *parent);
	list_each (const struct qualified *, parent, &from->inherits) {
		if (!stays_with(from, to, *parent))
			leave_parent(planner, to, *parent, joins);
	}
	list_each (const struct qualified *, parent, &to->inherits) {
		if (!stays_with(from, to, *parent))
			join_parent(planner, to, *parent);
	}
}

/* --- names ------------------------------------------------------------------------------------ */

static void rename_part(struct planner *planner, const struct table *table,
	const struct object *part, const char *given)
{
	struct step *step = step_add(planner, RANK_INDEX);
	step_say(planner, step, part,
		ddl_rename_index(planner->arena, table->object.name, given, part->name.name));
	step_say_comment(planner, step, part, &table->object);
	step_needs(planner, step, word_table(planner, table->object.name));
	step_needs(planner, step, word_attached(planner, table->object.name));
	const char *parents = part->kind == OBJECT_INDEX
				      ? ((const struct index *)part)->attached_to.name
				      : ((const struct constraint *)part)->part_of;
	step_needs(planner, step, word_index(planner, table->partition_of, parents));
	step_provides(planner, step, word_index(planner, table->object.name, part->name.name));
	step_needs(
		planner, step, word_name_free(planner, table->object.name.schema, part->name.name));
}

/* The parent's index that a part is of is there already, and so is the part; none of them is made
 * anew. */
static bool was_there(struct planner *planner, const struct table *table, const struct table *from,
	const struct object *part)
{
	if (!from || survey_cannot_stay(&planner->survey, table->object.name, part))
		return false;
	if (part->kind == OBJECT_INDEX) {
		const struct index *to = (const struct index *)part;
		const struct index *before = table_index(from, part->name.name);
		return before && before->unique == to->unique &&
		       strings_equal(before->definition, to->definition);
	}
	const struct constraint *before = table_constraint(from, part->name.name);
	return before &&
	       strings_equal(before->definition, ((const struct constraint *)part)->definition);
}

static void name_part(struct planner *planner, const struct table *table, const struct table *from,
	const struct object *part, const char *made_as)
{
	if (!index_above(table, part->name.name) || was_there(planner, table, from, part))
		return;
	if (made_as)
		rename_part(planner, table, part, made_as);
	if (from || made_as)
		say_part_again(planner, from ? from : table, table, part->name.name);
}

/* What the server makes for a partition by itself gets the server's name, and then its own. */
static void name_parts(struct planner *planner, const struct table *table)
{
	const struct table *from = schema_find(planner->from, OBJECT_TABLE, table->object.name);
	if (is_new_table(planner, table->object.name))
		from = NULL;
	list_each (struct constraint **, each, &table->constraints)
		name_part(planner, table, from, &(*each)->object, (*each)->made_as);
	list_each (struct index **, each, &table->indexes)
		name_part(planner, table, from, &(*each)->object, (*each)->made_as);
}

void plan_names_of_parts(struct planner *planner)
{
	list_each (struct table **, table, &planner->to->tables) {
		if ((*table)->partition_of.name)
			name_parts(planner, *table);
	}
}
