/* Checks and foreign keys of tables in use: they come unchecked, which takes a moment, and are
 * validated beside the table's users, each in a transaction of its own. */
#include "plan/ddl.h"
#include "plan/steps.h"

#include "diff/expand.h"

static bool moves(struct planner *planner, const struct table *from, const struct table *to)
{
	return from && from->partition_of.name && to->partition_of.name &&
	       (is_new_table(planner, to->partition_of) || !stays_with(from, to, to->partition_of));
}

/* Whether a partition goes from one parent, or one bound, to another, and it or its new parent is
 * the table: until that is done its rows are nobody's, and so it waits for nothing that takes long.
 */
static bool is_on_the_move(struct planner *planner, struct qualified table)
{
	list_each (struct table **, each, &planner->to->tables) {
		const struct table *to = *each;
		if ((qualified_equal(to->object.name, table) ||
			    qualified_equal(to->partition_of, table)) &&
			moves(planner, schema_find(planner->from, OBJECT_TABLE, to->object.name),
				to))
			return true;
	}
	return false;
}

bool can_wait_for_validation(struct planner *planner, struct qualified table)
{
	return is_in_use(planner, table) && !is_on_the_move(planner, table);
}

struct step *validate_step(
	struct planner *planner, const struct object *parent, const struct object *constraint)
{
	struct step *step = step_add(planner, RANK_VALIDATE);
	const char *name = constraint->name.name;
	struct statement *statement = step_say(
		planner, step, constraint, ddl_validate(planner->arena, parent, constraint));
	if (!planner->single_transaction)
		statement->standing = STANDS_ALONE;
	step_needs(planner, step, word_unchecked(planner, parent->name, name));
	step_provides(planner, step, word_constraint(planner, parent->name, name));
	return step;
}
