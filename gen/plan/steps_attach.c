/* A table in use becomes a partition: what the bound says of its rows is a check first, validated
 * beside its users, so that the server need not look at them while nobody else may. */
#include "plan/ddl.h"
#include "plan/steps.h"
#include "schema/names.h"
#include "schema/sql.h"

#include "diff/expand.h"

#include <string.h>

static bool has_key(const struct table *table, const struct constraint *key)
{
	list_each (struct constraint **, each, &table->constraints) {
		if ((*each)->type == key->type && !(*each)->not_valid &&
			strcmp((*each)->definition, key->definition) == 0)
			return true;
	}
	return false;
}

static bool has_index(const struct table *table, const struct index *index)
{
	list_each (struct index **, each, &table->indexes) {
		if (strcmp((*each)->definition, index->definition) == 0 &&
			(*each)->unique == index->unique)
			return true;
	}
	return false;
}

/* Whether the table has the keys and indexes of its parent: those that it has not got are made, and
 * its rows read for them, when it is attached. */
static bool brings_all(const struct table *from, const struct table *to)
{
	list_each (struct constraint **, each, &to->constraints) {
		if ((*each)->inherited && (*each)->type != CONSTRAINT_CHECK &&
			!has_key(from, *each))
			return false;
	}
	list_each (struct index **, each, &to->indexes) {
		if ((*each)->inherited && !has_index(from, *each))
			return false;
	}
	return true;
}

/* The bounds of the table and of all above it; NULL: there is one that no check can say. */
static const char *bounds(struct planner *planner, const struct table *table)
{
	struct arena *arena = planner->arena;
	const char *all = NULL;
	for (const struct table *each = table, *parent; each->partition_of.name; each = parent) {
		parent = schema_find(planner->to, OBJECT_TABLE, each->partition_of);
		const char *one = parent ? sql_bound_condition(arena, parent, each->bound) : NULL;
		if (!one)
			return NULL;
		all = all ? arena_printf(arena, "(%s) AND (%s)", all, one) : one;
	}
	return all;
}

static const char *helping_name(struct planner *planner, const struct table *from)
{
	const char *table = from->object.name.name,
		   *name = name_make(planner->arena, table, "bound", "check");
	for (int i = 1; table_constraint(from, name); i++)
		name = name_make(
			planner->arena, table, "bound", arena_printf(planner->arena, "check%d", i));
	return name;
}

static void needs_keys(struct planner *planner, struct step *step, const struct table *table)
{
	for (const struct table *each = table, *parent; each->partition_of.name; each = parent) {
		parent = schema_find(planner->to, OBJECT_TABLE, each->partition_of);
		step_needs_uses(planner, step, &parent->partition_mentions);
		list_each (const char **, column, &parent->partition_mentions.columns)
			step_needs(
				planner, step, word_column(planner, table->object.name, *column));
	}
}

struct below {
	struct planner *planner;
	struct step *step;
};

static void needs_attached(void *data, struct table *descendant)
{
	struct below *below = data;
	step_needs(below->planner, below->step,
		word_attached(below->planner, descendant->object.name));
}

void step_needs_attached_below(
	struct planner *planner, struct step *step, const struct table *table)
{
	struct below below = {planner, step};
	each_descendant(planner->to, table, needs_attached, &below);
}

bool prove_bound(struct planner *planner, struct step *attach, const struct table *from,
	const struct table *table)
{
	struct qualified name = table->object.name;
	const char *condition = NULL;
	if (can_wait_for_validation(planner, name) && brings_all(from, table))
		condition = bounds(planner, table);
	if (!condition)
		return false;
	struct object helper = {.name.name = helping_name(planner, from)};
	struct constraint check = {.object = helper, .not_valid = true};
	check.definition = arena_printf(planner->arena, "CHECK (%s)", condition);
	struct step *step = step_add(planner, RANK_CHECK);
	step_say(planner, step, &table->object, ddl_add_constraint(planner->arena, name, &check));
	step_breaks(step, COMPATIBILITY_TIGHTENING);
	needs_keys(planner, step, table);
	step_needs_attached_below(planner, step, table);
	step_provides(planner, step, word_unchecked(planner, name, helper.name.name));
	step = validate_step(planner, &table->object, &helper);
	step->statements.items[0].object = &table->object;
	step_note(planner, step, "fails when a row of %s is not within the bound",
		quoted(planner, name));
	step_needs(planner, attach, word_constraint(planner, name, helper.name.name));
	step_say(planner, attach, &table->object,
		ddl_drop_constraint(planner->arena, name, helper.name.name));
	return true;
}
