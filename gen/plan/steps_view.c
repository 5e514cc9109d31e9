/* Steps for views and materialized views. */
#include "plan/ddl.h"
#include "plan/steps.h"

#include <string.h>

static bool is_materialized(const struct view *view)
{
	return view->object.kind == OBJECT_MATERIALIZED_VIEW;
}

static void say_comments(struct planner *planner, struct step *step, const struct view *view)
{
	const struct object *parent = &view->object;
	list_each (struct index **, index, &view->indexes)
		step_say(planner, step, &(*index)->object,
			ddl_create_index(planner->arena, parent->name, *index));
	step_say_comment(planner, step, parent, NULL);
	list_each (struct column **, column, &view->columns)
		step_say_comment(planner, step, &(*column)->object, parent);
	list_each (struct index **, index, &view->indexes)
		step_say_comment(planner, step, &(*index)->object, parent);
}

static struct step *create(struct planner *planner, const struct view *view)
{
	struct qualified name = view->object.name;
	struct step *step = step_add(planner, RANK_VIEW);
	step_say(planner, step, &view->object, ddl_create_view(planner->arena, view, false));
	say_comments(planner, step, view);
	step_needs_object(planner, step, &view->object);
	step_needs(planner, step, word_name_free(planner, name.schema, name.name));
	step_provides(planner, step, word_table(planner, name));
	list_each (struct index **, index, &view->indexes) {
		step_needs_uses(planner, step, &(*index)->mentions);
		step_needs(planner, step,
			word_name_free(planner, name.schema, (*index)->object.name.name));
	}
	return step;
}

static struct step *drop(struct planner *planner, const struct view *view)
{
	struct qualified name = view->object.name;
	struct step *step = step_add(planner, RANK_DROP_DEPENDENT);
	step_say(planner, step, &view->object, ddl_drop(planner->arena, view->object.kind, name));
	step_needs(planner, step, word_use_gone(planner, name));
	step_frees_object(planner, step, &view->object);
	step_provides(planner, step, word_name_free(planner, name.schema, name.name));
	list_each (struct definition **, definition, &planner->from->definitions) {
		if (qualified_equal((*definition)->relation, name) &&
			definition_goes_along(planner, *definition))
			step_frees_object(planner, step, &(*definition)->object);
	}
	list_each (struct index **, index, &view->indexes) {
		step_frees_uses(planner, step, &(*index)->mentions);
		step_provides(planner, step,
			word_name_free(planner, name.schema, (*index)->object.name.name));
	}
	return step;
}

/* Dropped above what stands in the way of, and made again below. */
void remake_view(struct planner *planner, const struct view *from, const struct view *to)
{
	bool same = strcmp(from->query, to->query) == 0 &&
		    parameters_equal(&from->parameters, &to->parameters);
	struct step *first = drop(planner, from);
	step_note(planner, first, same ? "comes back below, as it was" : "comes back below");
	if (!same)
		step_breaks(first, COMPATIBILITY_BREAKING);
	struct step *second = create(planner, to);
	if (is_materialized(to) && !to->no_data) {
		second->statements.items[0].hazards |= HAZARD_BLOCKS_READS;
		step_note_first(planner, second, "nobody reads it until it is filled");
	}
}

static void replace(struct planner *planner, const struct view *from, const struct view *to)
{
	struct step *step = step_add(planner, RANK_VIEW);
	step_say(planner, step, &to->object, ddl_create_view(planner->arena, to, true));
	step_needs_object(planner, step, &to->object);
	step_frees_object(planner, step, &from->object);
}

static void alter_parameters(
	struct planner *planner, const struct view *from, const struct view *to)
{
	struct arena *arena = planner->arena;
	const struct object *view = &to->object;
	const char *set = ddl_set_parameters(arena, &from->parameters, &to->parameters);
	const char *reset = ddl_reset_parameters(arena, &from->parameters, &to->parameters);
	struct step *step = step_add(planner, RANK_VIEW);
	if (set)
		step_say(planner, step, view, ddl_alter(arena, view->kind, view->name, set));
	if (reset)
		step_say(planner, step, view, ddl_alter(arena, view->kind, view->name, reset));
	if (!is_materialized(to))
		step_breaks(step, COMPATIBILITY_TIGHTENING);
}

static void alter_storage(struct planner *planner, const struct view *from, const struct view *to)
{
	struct step *step = step_add(planner, RANK_VIEW);
	if (!strings_equal(from->tablespace, to->tablespace)) {
		struct statement *statement = step_say(planner, step, &to->object,
			ddl_tablespace(
				planner->arena, to->object.kind, to->object.name, to->tablespace));
		statement->hazards |= HAZARD_REWRITES_TABLE | HAZARD_BLOCKS_READS;
	}
	if (from->no_data == to->no_data)
		return;
	struct statement *statement =
		step_say(planner, step, &to->object, ddl_refresh(planner->arena, to));
	statement->hazards |= HAZARD_BLOCKS_READS;
	if (to->no_data)
		step_breaks(step, COMPATIBILITY_BREAKING);
}

static void alter_view(struct planner *planner, const struct change *change)
{
	const struct view *from = (const struct view *)change->from;
	const struct view *to = (const struct view *)change->to;
	bool replaced = strcmp(from->query, to->query) != 0;
	if (survey_remakes(&planner->survey, &to->object))
		return; /* in plan_remade */
	if (change->attribute == ATTRIBUTE_DEFINITION)
		replace(planner, from, to);
	else if (change->attribute == ATTRIBUTE_PARAMETERS && !replaced)
		alter_parameters(planner, from, to);
	else if (change->attribute == ATTRIBUTE_OPTIONS)
		alter_storage(planner, from, to);
}

void plan_view(struct planner *planner, const struct change *change)
{
	if (change->kind == CHANGE_CREATE) {
		create(planner, (const struct view *)change->to);
	} else if (change->kind == CHANGE_DROP) {
		struct step *step = drop(planner, (const struct view *)change->from);
		step_breaks(step, COMPATIBILITY_BREAKING);
	} else {
		alter_view(planner, change);
	}
}
