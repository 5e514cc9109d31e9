/* Steps for columns of tables that become NOT NULL. Of a table in use that is said by an unchecked
 * constraint, which takes a moment, and validated beside the table's users: from PostgreSQL 18 on
 * that is NOT NULL itself, before it a check that tells SET NOT NULL that it need not look, and
 * that goes then. */
#include "plan/ddl.h"
#include "plan/steps.h"
#include "schema/names.h"
#include "schema/sql.h"

#include <string.h>

static const char *is_not_null(struct planner *planner, const char *column)
{
	return arena_printf(
		planner->arena, "CHECK (%s IS NOT NULL)", sql_identifier(planner->arena, column));
}

/* A valid check of the old table that says it already, and that is made anew for nobody. */
static const struct constraint *says_so_already(
	struct planner *planner, struct qualified table, const char *column)
{
	const struct table *from = schema_find(planner->from, OBJECT_TABLE, table);
	const char *definition = is_not_null(planner, column);
	for (size_t i = 0; from && i < from->constraints.count; i++) {
		const struct constraint *check = from->constraints.items[i];
		if (!check->not_valid && strcmp(check->definition, definition) == 0 &&
			!survey_cannot_stay(&planner->survey, table, &check->object))
			return check;
	}
	return NULL;
}

/* Whether the server would call the NOT NULL of another column so, too: it cuts long names. */
static bool is_cut_alike(struct planner *planner, struct qualified table, const char *column,
	const struct object *other)
{
	const char *name = other->name.name;
	return strcmp(name, column) != 0 &&
	       strcmp(name_make(planner->arena, table.name, name, "not_null"),
		       name_make(planner->arena, table.name, column, "not_null")) == 0;
}

const char *not_null_name(struct planner *planner, struct qualified table, const char *column)
{
	const struct table *from = schema_find(planner->from, OBJECT_TABLE, table);
	const char *name = name_make(planner->arena, table.name, column, "not_null");
	bool taken = from && table_constraint(from, name);
	for (size_t i = 0; from && i < from->columns.count; i++)
		taken |= is_cut_alike(planner, table, column, &from->columns.items[i]->object);
	list_each (const struct change *, change, &planner->diff->changes) {
		if (change->kind == CHANGE_RENAME && change->to->kind == OBJECT_COLUMN &&
			qualified_equal(change->to_parent->name, table))
			taken |= is_cut_alike(planner, table, column, change->from);
	}
	return taken ? NULL : name;
}

/* Where others of the table's columns are called alike: past all numbers that they may have. */
static size_t first_number(struct planner *planner, const struct table *table, const char *column)
{
	size_t alike = 0, before = 0;
	list_each (struct column **, each, &table->columns) {
		if (strcmp((*each)->object.name.name, column) == 0)
			before = alike;
		alike += is_cut_alike(planner, table->object.name, column, &(*each)->object);
	}
	return alike ? alike + 1 + before : 0;
}

/* As the server itself calls it, so that nobody sees how it came to be; unless another constraint
 * has the name, or may have it. */
static const char *helping_name(struct planner *planner, struct qualified table, const char *column)
{
	const struct table *from = schema_find(planner->from, OBJECT_TABLE, table);
	const struct table *to = schema_find(planner->to, OBJECT_TABLE, table);
	const char *name = name_make(planner->arena, table.name, column, "not_null");
	for (size_t number = first_number(planner, to, column);; number++) {
		if (number)
			name = name_make(planner->arena, table.name, column,
				arena_printf(planner->arena, "not_null%zu", number));
		if (!table_constraint(from, name) && !table_constraint(to, name))
			return name;
	}
}

static void note_failure(
	struct planner *planner, struct step *step, struct qualified table, const char *column)
{
	step_note(planner, step, "fails when %s holds NULL",
		quoted(planner, (struct qualified){.schema = table.name, .name = column}));
}

static struct step *say_set_not_null(struct planner *planner, enum rank rank,
	const struct table *table, const struct column *column)
{
	struct step *step = step_add(planner, rank);
	step_needs_children_left(planner, step, table->object.name);
	step_say(planner, step, &column->object,
		ddl_alter_column(planner->arena, table->object.name, column->object.name.name,
			ddl_set_null(false)));
	step_provides_null(planner, step, table->object.name, column->object.name.name);
	return step;
}

/* helper: both forms under one name, so that one statement validates either. */
static struct step *add_unchecked(struct planner *planner, const struct table *table,
	const struct column *column, const char *helper)
{
	struct arena *arena = planner->arena;
	const char *name = column->object.name.name;
	struct step *step = step_add(planner, RANK_NULL);
	struct constraint check = {.object.name.name = helper, .not_valid = true};
	check.definition = is_not_null(planner, name);
	step_say(planner, step, &column->object,
		ddl_add_constraint(arena, table->object.name, &check))
		->before = 18;
	step_breaks(step, COMPATIBILITY_TIGHTENING);
	check.definition = arena_printf(arena, "NOT NULL %s", sql_identifier(arena, name));
	step_say(planner, step, &column->object,
		ddl_add_constraint(arena, table->object.name, &check))
		->since = 18;
	step_breaks(step, COMPATIBILITY_TIGHTENING);
	step_needs_children_left(planner, step, table->object.name);
	step_provides(planner, step, word_unchecked(planner, table->object.name, helper));
	return step;
}

static struct step *set_beside_users(
	struct planner *planner, const struct table *table, const struct column *column)
{
	struct qualified name = table->object.name;
	struct object helper = column->object;
	helper.name.name = helping_name(planner, name, column->object.name.name);
	struct step *first = add_unchecked(planner, table, column, helper.name.name);
	struct step *step = validate_step(planner, &table->object, &helper);
	note_failure(planner, step, name, column->object.name.name);
	step->statements.items[0].object = &column->object;
	step = say_set_not_null(planner, RANK_VALIDATED, table, column);
	step_say(planner, step, &column->object,
		ddl_drop_constraint(planner->arena, name, helper.name.name));
	list_each (struct statement *, statement, &step->statements)
		statement->before = 18;
	step_needs(planner, step, word_constraint(planner, name, helper.name.name));
	return first;
}

struct step *set_not_null_step(
	struct planner *planner, const struct table *table, const struct column *column)
{
	struct qualified name = table->object.name;
	const char *column_name = column->object.name.name;
	bool known = says_so_already(planner, name, column_name) != NULL;
	if (!known && can_wait_for_validation(planner, name))
		return set_beside_users(planner, table, column);
	struct step *step = say_set_not_null(planner, RANK_NULL, table, column);
	if (!known) {
		step->statements.items[0].hazards |=
			hazards_of_rows(planner, name, HAZARD_BLOCKS_READS);
		note_failure(planner, step, name, column_name);
	}
	step_breaks(step, COMPATIBILITY_TIGHTENING);
	return step;
}

void step_needs_null_of(struct planner *planner, struct step *step, struct qualified table,
	const struct constraint *check)
{
	const struct table *to = schema_find(planner->to, OBJECT_TABLE, table);
	for (size_t i = 0; to && i < to->columns.count; i++) {
		const char *column = to->columns.items[i]->object.name.name;
		if (says_so_already(planner, table, column) == check)
			step_needs(planner, step, word_null(planner, table, column));
	}
}
