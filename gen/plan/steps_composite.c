/* Steps for composite types and range types. */
#include "plan/ddl.h"
#include "plan/steps.h"

void composite_needs(struct planner *planner, struct step *step, const struct object *type)
{
	const struct composite *composite = (const struct composite *)type;
	list_each (struct column **, each, &composite->columns)
		step_needs_column_types(planner, step, *each);
}

void composite_frees(struct planner *planner, struct step *step, const struct object *type)
{
	const struct composite *composite = (const struct composite *)type;
	list_each (struct column **, each, &composite->columns)
		step_frees_column_types(planner, step, *each);
}

void say_composite_comments(
	struct planner *planner, struct step *step, const struct composite *composite)
{
	list_each (struct column **, each, &composite->columns)
		step_say_comment(planner, step, &(*each)->object, &composite->object);
}

static struct step *alter(
	struct planner *planner, enum rank rank, const struct change *change, const char *what)
{
	const struct object *parent = change->to_parent, *object = change->to;
	struct step *step = step_add(planner, rank);
	step_say(planner, step, object ? object : change->from,
		ddl_alter(planner->arena, OBJECT_COMPOSITE, parent->name, what));
	step_breaks(step, COMPATIBILITY_BREAKING);
	if (!object)
		return step;
	step_needs_column_types(planner, step, (const struct column *)object);
	step_needs(planner, step, word_type(planner, parent->name));
	return step;
}

/* Of a type that is made anew, all of it is. Attributes come, go and change under whatever is
 * stored, as far as the server lets them. */
void plan_attribute(struct planner *planner, const struct change *change)
{
	struct arena *arena = planner->arena;
	const struct column *from = (const struct column *)change->from;
	const struct column *to = (const struct column *)change->to;
	if (survey_remade_type(&planner->survey, change->to_parent->name))
		return;
	if (change->kind == CHANGE_CREATE) {
		struct step *step = alter(planner, RANK_TYPE, change, ddl_add_attribute(arena, to));
		step_needs(planner, step,
			word_column_gone(planner, change->to_parent->name, to->object.name.name));
		step_say_comment(planner, step, &to->object, change->to_parent);
	} else if (change->kind == CHANGE_DROP) {
		struct step *step = alter(planner, RANK_TYPE, change,
			ddl_drop_attribute(arena, from->object.name.name));
		step->statements.items[0].hazards |= HAZARD_LOSES_DATA;
		step_note(planner, step, "its values in all rows are lost");
		step_frees_column_types(planner, step, from);
		step_provides(planner, step,
			word_column_gone(planner, change->to_parent->name, from->object.name.name));
	} else {
		struct step *step =
			alter(planner, RANK_TYPE, change, ddl_set_attribute_type(arena, to));
		step_frees_column_types(planner, step, from);
	}
}
