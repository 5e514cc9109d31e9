/* Steps for tables that go on with other storage parameters, logged or unlogged, with or without
 * row security. */
#include "plan/ddl.h"
#include "plan/steps.h"

static void set_parameters(
	struct planner *planner, const struct table *from, const struct table *to)
{
	struct qualified name = to->object.name;
	struct parameters set = {0}, reset = {0};
	list_each (const struct parameter *, each, &to->parameters) {
		if (!strings_equal(parameter_value(&from->parameters, each->name), each->value))
			list_push(planner->arena, &set, *each);
	}
	list_each (const struct parameter *, each, &from->parameters) {
		if (!parameter_value(&to->parameters, each->name))
			list_push(planner->arena, &reset, *each);
	}
	struct step *step = step_add(planner, RANK_STORAGE);
	if (set.count)
		step_say(
			planner, step, &to->object, ddl_set_parameters(planner->arena, name, &set));
	if (reset.count)
		step_say(planner, step, &to->object,
			ddl_reset_parameters(planner->arena, name, &reset));
}

/* A logged table must not refer to an unlogged one, at no moment: of two that become logged the one
 * that is referred to is the first, of two that become unlogged the other. A foreign key that does
 * not stay is gone before. */
static void follow_key(struct planner *planner, struct step *step, const struct table *table,
	const struct constraint *key, struct qualified other)
{
	if (survey_keeps(&planner->survey, table, key))
		step_needs(planner, step, word_logged(planner, other));
	else
		step_needs(planner, step,
			word_constraint_gone(planner, table->object.name, key->object.name.name));
}

static void follow_keys(struct planner *planner, struct step *step, const struct table *changed)
{
	struct qualified name = changed->object.name;
	list_each (struct table **, each, &planner->from->tables) {
		list_each (struct constraint **, key, &(*each)->constraints) {
			bool to = qualified_equal((*key)->references, name);
			if ((*key)->type != CONSTRAINT_FOREIGN_KEY || (to && *each == changed))
				continue;
			if (changed->unlogged && *each == changed)
				follow_key(planner, step, changed, *key, (*key)->references);
			else if (!changed->unlogged && to)
				follow_key(planner, step, *each, *key, (*each)->object.name);
		}
	}
}

static void set_logged(struct planner *planner, const struct table *from, const struct table *to)
{
	struct qualified name = to->object.name;
	struct step *step = step_add(planner, RANK_LOGGED);
	struct statement *statement = step_say(planner, step, &to->object,
		ddl_set_logged(planner->arena, OBJECT_TABLE, name, !to->unlogged));
	statement->hazards |= HAZARD_REWRITES_TABLE | HAZARD_BLOCKS_READS;
	if (to->unlogged)
		step_note(planner, step,
			"from then on a crash of the server empties %s, and no standby has its "
			"rows; fails when a publication names it",
			quoted(planner, name));
	step_provides(planner, step, word_logged(planner, name));
	follow_keys(planner, step, from);
}

void say_row_security(struct planner *planner, struct step *step, const struct table *table)
{
	struct qualified name = table->object.name;
	step_say(planner, step, &table->object,
		ddl_row_security(planner->arena, name, table->row_security));
	if (table->row_security)
		step_note(planner, step,
			"without a policy only the owner of %s and superusers see its rows; "
			"policies are not written by restruct yet: add their SQL to the revision",
			quoted(planner, name));
	else
		step_note(planner, step,
			"whoever may read %s sees all of its rows then; its policies stay, "
			"without effect",
			quoted(planner, name));
}

static void set_row_security(struct planner *planner, const struct table *to)
{
	struct step *step = step_add(planner, RANK_SECURITY);
	say_row_security(planner, step, to);
	if (to->row_security)
		step_breaks(step, COMPATIBILITY_BREAKING);
}

void plan_altered_table(struct planner *planner, const struct change *change)
{
	const struct table *from = (const struct table *)change->from;
	const struct table *to = (const struct table *)change->to;
	if (change->attribute == ATTRIBUTE_PARAMETERS)
		set_parameters(planner, from, to);
	else if (change->attribute == ATTRIBUTE_LOGGED)
		set_logged(planner, from, to);
	else if (change->attribute == ATTRIBUTE_SECURITY)
		set_row_security(planner, to);
}
