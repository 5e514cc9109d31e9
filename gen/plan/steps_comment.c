/* Steps for comments: the only attribute that every kind of object has. */
#include "plan/ddl.h"
#include "plan/steps.h"

/* Whatever is made anew brings its comment along. */
static bool is_made_anew(struct planner *planner, const struct change *change)
{
	const struct object *from = change->from, *to = change->to;
	const struct object *parent = change->to_parent;
	if (parent && survey_remakes(&planner->survey, parent))
		return true;
	switch (to->kind) {
	case OBJECT_VIEW:
	case OBJECT_MATERIALIZED_VIEW:
	case OBJECT_FUNCTION:
	case OBJECT_PROCEDURE:
	case OBJECT_AGGREGATE:
	case OBJECT_OPERATOR:
		return survey_remakes(&planner->survey, to);
	case OBJECT_COLUMN:
		if (change->to_parent->kind == OBJECT_COMPOSITE)
			return survey_remade_type(&planner->survey, change->to_parent->name);
		return survey_fate(&planner->survey, change->to_parent->name, to->name.name) ==
		       FATE_REMADE;
	case OBJECT_CONSTRAINT:
		return survey_rebuilds(&planner->survey, to) ||
		       survey_remade_type(&planner->survey, change->to_parent->name) ||
		       (!strings_equal(((const struct constraint *)from)->definition,
				((const struct constraint *)to)->definition) &&
			       !survey_alters_in_place(
				       &planner->survey, change->to_parent, from, to));
	case OBJECT_INDEX:
		return survey_rebuilds(&planner->survey, to) ||
		       ((const struct index *)from)->unique != ((const struct index *)to)->unique ||
		       (!strings_equal(((const struct index *)from)->definition,
				((const struct index *)to)->definition) &&
			       !survey_alters_in_place(
				       &planner->survey, change->to_parent, from, to));
	case OBJECT_ENUM:
	case OBJECT_DOMAIN:
	case OBJECT_COMPOSITE:
	case OBJECT_RANGE:
		return survey_remade_type(&planner->survey, to->name) != NULL;
	case OBJECT_COLLATION:
	case OBJECT_STATISTICS:
	case OBJECT_TRIGGER:
	case OBJECT_POLICY:
	case OBJECT_RULE:
		return definition_is_made_anew(
			planner, (const struct definition *)from, (const struct definition *)to);
	case OBJECT_SCHEMA:
	case OBJECT_EXTENSION:
	case OBJECT_SEQUENCE:
	case OBJECT_TABLE:
	case OBJECT_GRANT:
	case OBJECT_LABEL:
		return false;
	}
	return false;
}

void plan_comment(struct planner *planner, const struct change *change)
{
	if (is_made_anew(planner, change))
		return;
	const struct object *top = change->to_parent ? change->to_parent : change->to;
	bool view = kind_is_view(top->kind);
	struct step *step = step_add(planner, view ? RANK_VIEW_COMMENT : RANK_COMMENT);
	step_say(planner, step, change->to,
		ddl_comment(planner->arena, change->to, change->to_parent));
}
