/* From changes to ordered statements; see plan.h. */
#include "plan/plan.h"

#include "plan/ddl.h"
#include "plan/steps.h"

static void plan_change(struct planner *planner, const struct change *change)
{
	const struct object *object = change->to ? change->to : change->from;
	if (change->kind == CHANGE_RENAME) {
		plan_rename(planner, change);
		return;
	}
	if (change->attribute == ATTRIBUTE_COMMENT) {
		plan_comment(planner, change);
		return;
	}
	switch (object->kind) {
	case OBJECT_SCHEMA:
		plan_namespace(planner, change);
		break;
	case OBJECT_EXTENSION:
		plan_extension(planner, change);
		break;
	case OBJECT_ENUM:
		plan_enum(planner, change);
		break;
	case OBJECT_DOMAIN:
		plan_domain(planner, change);
		break;
	case OBJECT_SEQUENCE:
		plan_sequence(planner, change);
		break;
	case OBJECT_COMPOSITE:
	case OBJECT_RANGE:
		plan_composite(planner, change);
		break;
	case OBJECT_COLUMN:
		if ((change->to_parent ? change->to_parent : change->from_parent)->kind ==
			OBJECT_COMPOSITE)
			plan_attribute(planner, change);
		else
			plan_column(planner, change);
		break;
	case OBJECT_CONSTRAINT:
		plan_constraint(planner, change);
		break;
	case OBJECT_INDEX:
		plan_index(planner, change);
		break;
	case OBJECT_TABLE: /* those that come or go all together, in plan_tables */
		if (change->kind == CHANGE_ALTER)
			plan_altered_table(planner, change);
		break;
	case OBJECT_COLLATION:
	case OBJECT_STATISTICS:
	case OBJECT_TRIGGER:
	case OBJECT_POLICY:
	case OBJECT_RULE:
		plan_definition(planner, change);
		break;
	case OBJECT_GRANT:
		plan_grant(planner, change);
		break;
	case OBJECT_VIEW:
	case OBJECT_MATERIALIZED_VIEW:
		plan_view(planner, change);
		break;
	case OBJECT_FUNCTION:
	case OBJECT_PROCEDURE:
	case OBJECT_AGGREGATE:
	case OBJECT_OPERATOR:
		plan_routine(planner, change);
		break;
	case OBJECT_LABEL: /* within its enum's change */
		break;
	}
}

/* Which tables are new: nobody has rows in them, nobody uses them yet. */
static void note_new_tables(struct planner *planner)
{
	list_each (struct change *, change, &planner->diff->changes) {
		if (change->kind == CHANGE_CREATE && change->to->kind == OBJECT_TABLE)
			map_put(planner->arena, &planner->new_tables,
				qualified_text(planner->arena, change->to->name), planner);
	}
}

static void make_steps(struct planner *planner)
{
	note_new_tables(planner);
	plan_note_routines(planner);
	plan_remade_types(planner);
	plan_tables(planner);
	list_each (struct change *, change, &planner->diff->changes)
		plan_change(planner, change);
	plan_altered_columns(planner);
	plan_own(planner);
	plan_rebuilt(planner);
	plan_names_of_parts(planner);
	plan_domain_defaults(planner);
	plan_remade(planner);
	plan_lost_grants(planner);
}

/* As pg_dump does: a body that speaks of what comes after it. */
static void leave_bodies_unchecked(struct planner *planner, struct plan *plan)
{
	struct statement statement = {.sql = ddl_leave_bodies_unchecked(),
		.note = "a function below speaks of what is not there when it is made"};
	list_push(planner->arena, &plan->statements, statement);
}

static void report_circle(struct planner *planner)
{
	const struct step *last = planner->steps.items[planner->steps.count - 1];
	const struct statement *statement = &last->statements.items[0];
	diag_error(planner->diag, statement->object ? statement->object->place : (struct place){0},
		"these changes need each other in a circle, one of them \"%s\"; make them in two revisions",
		statement->sql);
}

bool statements_part(const struct statement *one, const struct statement *other)
{
	return one->standing != other->standing || one->standing == STANDS_ALONE ||
	       one->standing == STANDS_IN_BATCHES || one->standing == STANDS_OUTSIDE;
}

bool statements_need_commit(const struct statement *one, const struct statement *other)
{
	const struct statement *const both[] = {one, other};
	bool outside = false, apart = false;
	for (size_t i = 0; i < 2; i++) {
		switch (both[i]->standing) {
		case STANDS_WITH_OTHERS:
			break;
		case STANDS_AHEAD:
		case STANDS_ALONE:
			apart = true;
			break;
		case STANDS_IN_BATCHES:
		case STANDS_OUTSIDE:
			outside = true;
		}
	}
	return statements_part(one, other) && (apart || !outside);
}

static void lay_out(struct planner *planner, struct plan *plan)
{
	const struct statement *last = NULL;
	list_each (struct step **, step, &planner->steps) {
		list_each (struct statement *, statement, &(*step)->statements) {
			bool begins = !last || statements_part(last, statement);
			if (begins && planner->unchecked_bodies &&
				statement->standing == STANDS_WITH_OTHERS)
				leave_bodies_unchecked(planner, plan);
			list_push(planner->arena, &plan->statements, *statement);
			plan->hazards |= statement->hazards;
			last = statement;
		}
		if ((*step)->compatibility > plan->compatibility)
			plan->compatibility = (*step)->compatibility;
	}
}

bool plan_make(struct arena *arena, const struct diff *diff, struct planning planning,
	struct plan *plan, struct diag *diag)
{
	struct planner planner = {
		.arena = arena,
		.from = &diff->from,
		.to = diff->to,
		.diff = diff,
		.direction = planning.direction,
		.single_transaction = planning.single_transaction,
		.diag = diag,
	};
	size_t errors = diag->errors;
	*plan = (struct plan){0};
	survey_make(arena, diff, planning.single_transaction, &planner.survey);
	make_steps(&planner);
	if (!steps_sort(arena, &planner.steps, &planner.unchecked_bodies))
		report_circle(&planner);
	lay_out(&planner, plan);
	find_reshaped(&planner, &plan->reshaped);
	return diag->errors == errors;
}
