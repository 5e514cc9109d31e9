/* A partition that comes beside a default one: the server would look there for rows that are the
 * new one's, while nobody else may. A check says first that there are none, validated beside the
 * users; until the new one is there such rows are refused. */
#include "plan/ddl.h"
#include "plan/steps.h"
#include "schema/names.h"
#include "schema/sql.h"

#include "diff/expand.h"

/* One that was and stays its parent's, and may have rows. */
static const struct table *kept_default(struct planner *planner, struct qualified parent)
{
	list_each (struct table **, each, &planner->from->tables) {
		const struct table *to =
			schema_find(planner->to, OBJECT_TABLE, (*each)->object.name);
		if (to && strings_equal((*each)->bound, "DEFAULT") &&
			stays_with(*each, to, parent) && !is_new_table(planner, parent) &&
			hazards_of_rows(planner, to->object.name, HAZARD_BLOCKS_READS))
			return to;
	}
	return NULL;
}

static const char *condition(struct planner *planner, const struct table *table)
{
	const struct table *beside = kept_default(planner, table->partition_of);
	const struct table *parent = schema_find(planner->to, OBJECT_TABLE, table->partition_of);
	if (!beside || !parent || !can_wait_for_validation(planner, beside->object.name))
		return NULL;
	return sql_bound_condition(planner->arena, parent, table->bound);
}

bool is_beside_default(struct planner *planner, const struct table *table)
{
	return kept_default(planner, table->partition_of) != NULL;
}

bool can_exclude(struct planner *planner, const struct table *table)
{
	return condition(planner, table) != NULL;
}

/* For each that comes another. */
static const char *helping_name(
	struct planner *planner, const struct table *beside, const struct table *table)
{
	const struct table *from = schema_find(planner->from, OBJECT_TABLE, beside->object.name);
	const char *label = "check", *name;
	for (unsigned i = 1;; i++) {
		name = name_make(
			planner->arena, beside->object.name.name, table->object.name.name, label);
		if (!table_constraint(from, name) && !table_constraint(beside, name))
			return name;
		label = arena_printf(planner->arena, "check%u", i);
	}
}

void exclude_from_default(
	struct planner *planner, struct step *comes, const struct table *table, bool early)
{
	struct arena *arena = planner->arena;
	const struct table *beside = kept_default(planner, table->partition_of);
	const struct table *parent = schema_find(planner->to, OBJECT_TABLE, table->partition_of);
	struct qualified name = beside->object.name;
	struct object helper = {.name.name = helping_name(planner, beside, table)};
	struct constraint check = {.object = helper, .not_valid = true};
	check.definition = arena_printf(arena, "CHECK (NOT (%s))", condition(planner, table));
	struct step *step = step_add(planner, early ? RANK_EXCLUDE : RANK_CHECK);
	step_say(planner, step, &table->object, ddl_add_constraint(arena, name, &check));
	step_note(planner, step, "until %s is there, its rows are refused",
		quoted(planner, table->object.name));
	step_breaks(step, COMPATIBILITY_TIGHTENING);
	step_needs_uses(planner, step, &parent->partition_mentions);
	if (!early)
		step_needs_attached_below(planner, step, beside);
	step_provides(planner, step, word_unchecked(planner, name, helper.name.name));
	step = validate_step(planner, &beside->object, &helper);
	if (early)
		step->rank = RANK_EXCLUDED;
	step->statements.items[0].object = &table->object;
	step_note(planner, step, "fails when %s holds rows that are to be in %s",
		quoted(planner, name), quoted(planner, table->object.name));
	step_needs(planner, comes, word_constraint(planner, name, helper.name.name));
	step_say(
		planner, comes, &table->object, ddl_drop_constraint(arena, name, helper.name.name));
}
