/* Steps for triggers, policies, rules, extended statistics and collations. */
#include "plan/ddl.h"
#include "plan/steps.h"
#include "schema/sql.h"

static bool is_new(struct planner *planner, const struct definition *definition)
{
	return definition->relation.name && is_new_table(planner, definition->relation);
}

/* Whether a program of before may find that it sees or writes other rows. */
static enum compatibility compatibility_of(
	struct planner *planner, const struct definition *definition, bool changed)
{
	struct policy policy;
	if (is_new(planner, definition))
		return COMPATIBILITY_ADDITIVE;
	switch ((int)definition->object.kind) {
	case OBJECT_TRIGGER:
		return definition->constraint ? COMPATIBILITY_TIGHTENING : COMPATIBILITY_ADDITIVE;
	case OBJECT_POLICY:
		return changed || (sql_policy(planner->arena, definition->definition, &policy) &&
					  policy.restrictive)
			       ? COMPATIBILITY_BREAKING
			       : COMPATIBILITY_ADDITIVE;
	case OBJECT_RULE:
		return COMPATIBILITY_BREAKING;
	}
	return COMPATIBILITY_ADDITIVE;
}

/* The definition as it is from now on. */
static void create_definition(struct planner *planner, const struct definition *definition,
	enum compatibility compatibility)
{
	const struct object *object = &definition->object;
	bool early = object->kind == OBJECT_COLLATION;
	struct step *step = step_add(planner, early ? RANK_COLLATION : RANK_DEFINITION);
	step_say(planner, step, object, ddl_create_definition(planner->arena, definition, false));
	step_breaks(step, compatibility);
	if (definition->enabled != ENABLED_ORIGIN)
		step_say(planner, step, object, ddl_enable(planner->arena, definition));
	if (definition->statistics)
		step_say(planner, step, object, ddl_statistics_target(planner->arena, definition));
	step_say_comment(planner, step, object, NULL);
	if (early)
		step_provides(planner, step, word_collation(planner, object->name));
	step_needs_object(planner, step, object);
	if (object->kind == OBJECT_STATISTICS)
		gather_statistics(
			planner, schema_find(planner->to, OBJECT_TABLE, definition->relation));
}

static bool is_gone(struct planner *planner, struct qualified relation)
{
	return !schema_find(planner->to, OBJECT_TABLE, relation) &&
	       !schema_find(planner->to, OBJECT_VIEW, relation) &&
	       !schema_find(planner->to, OBJECT_MATERIALIZED_VIEW, relation);
}

/* What it is on takes it along when it goes; not where it reads another that goes, which might wait
 * for the first one then. */
bool definition_goes_along(struct planner *planner, const struct definition *definition)
{
	if (!definition->relation.name || !is_gone(planner, definition->relation))
		return false;
	list_each (struct qualified *, relation, &definition->mentions.relations) {
		if (!qualified_equal(*relation, definition->relation) &&
			is_gone(planner, *relation))
			return false;
	}
	return true;
}

static struct step *drop_definition(struct planner *planner, const struct definition *definition)
{
	const struct object *object = &definition->object;
	bool late = object->kind == OBJECT_COLLATION;
	struct step *step = step_add(planner, late ? RANK_DROP_COLLATION : RANK_DROP_DEFINITION);
	step_say(planner, step, object, ddl_drop(planner->arena, object->kind, object->name));
	step_frees_object(planner, step, object);
	if (late)
		step_needs(planner, step, word_indexes_gone());
	return step;
}

static void drop_for_good(struct planner *planner, const struct definition *definition)
{
	struct policy policy;
	if (definition_goes_along(planner, definition))
		return;
	struct step *step = drop_definition(planner, definition);
	if (definition->object.kind == OBJECT_COLLATION ||
		(definition->object.kind == OBJECT_POLICY &&
			sql_policy(planner->arena, definition->definition, &policy) &&
			!policy.restrictive))
		step_breaks(step, COMPATIBILITY_BREAKING);
}

/* The statement that makes the old one the new one, or NULL when only a new one will do. */
static const char *alter_statement(
	struct planner *planner, const struct definition *from, const struct definition *to)
{
	if (survey_definition_cannot_stay(&planner->survey, from))
		return NULL;
	if (to->object.kind == OBJECT_POLICY)
		return ddl_alter_policy(planner->arena, from, to);
	if (to->object.kind == OBJECT_RULE)
		return ddl_create_definition(planner->arena, to, true);
	return NULL;
}

bool definition_is_made_anew(
	struct planner *planner, const struct definition *from, const struct definition *to)
{
	bool same = from->constraint == to->constraint &&
		    strings_equal(from->definition, to->definition);
	return survey_remakes(&planner->survey, &to->object) ||
	       (!same && !alter_statement(planner, from, to));
}

/* A collation is made anew under its name. */
static void remake_collation(
	struct planner *planner, const struct definition *from, const struct definition *to)
{
	struct step *step = step_add(planner, RANK_COLLATION);
	step_say(planner, step, &from->object,
		ddl_drop(planner->arena, OBJECT_COLLATION, from->object.name));
	step_note(planner, step, "fails while a column, a domain or an index uses it");
	step_say(planner, step, &to->object, ddl_create_definition(planner->arena, to, false));
	step_say_comment(planner, step, &to->object, NULL);
}

static void redefine(
	struct planner *planner, const struct definition *from, const struct definition *to)
{
	const char *statement = alter_statement(planner, from, to);
	enum compatibility compatibility = compatibility_of(planner, to, true);
	if (to->object.kind == OBJECT_COLLATION) {
		remake_collation(planner, from, to);
	} else if (statement) {
		struct step *step = step_add(planner, RANK_DEFINITION);
		step_say(planner, step, &to->object, statement);
		step_breaks(step, compatibility);
		step_needs_object(planner, step, &to->object);
		step_frees_object(planner, step, &from->object);
	} else {
		drop_definition(planner, from);
		create_definition(planner, to, compatibility);
	}
}

static void set_enabled(struct planner *planner, const struct definition *to)
{
	struct step *step = step_add(planner, RANK_DEFINITION);
	step_say(planner, step, &to->object, ddl_enable(planner->arena, to));
}

static void set_target(struct planner *planner, const struct definition *to)
{
	struct step *step = step_add(planner, RANK_DEFINITION);
	step_say(planner, step, &to->object, ddl_statistics_target(planner->arena, to));
}

void plan_definition(struct planner *planner, const struct change *change)
{
	const struct definition *from = (const struct definition *)change->from;
	const struct definition *to = (const struct definition *)change->to;
	if (change->kind == CHANGE_CREATE)
		create_definition(planner, to, compatibility_of(planner, to, false));
	else if (change->kind == CHANGE_DROP)
		drop_for_good(planner, from);
	else if (change->attribute == ATTRIBUTE_DEFINITION)
		redefine(planner, from, to);
	else if (!definition_is_made_anew(planner, from, to) &&
		 change->attribute == ATTRIBUTE_ENABLED)
		set_enabled(planner, to);
	else if (!definition_is_made_anew(planner, from, to))
		set_target(planner, to);
}

void remake_definition(
	struct planner *planner, const struct definition *from, const struct definition *to)
{
	drop_definition(planner, from);
	create_definition(planner, to, COMPATIBILITY_ADDITIVE);
}
