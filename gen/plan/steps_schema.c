/* Steps for schemas and extensions. */
#include "plan/ddl.h"
#include "plan/steps.h"

#include <stdlib.h>

void plan_namespace(struct planner *planner, const struct change *change)
{
	struct arena *arena = planner->arena;
	if (change->kind == CHANGE_CREATE) {
		struct step *step = step_add(planner, RANK_SCHEMA);
		step_say(
			planner, step, change->to, ddl_create_schema(arena, change->to->name.name));
		step_say_comment(planner, step, change->to, NULL);
	} else if (change->kind == CHANGE_DROP) {
		struct step *step = step_add(planner, RANK_DROP_SCHEMA);
		step_say(planner, step, change->from,
			ddl_drop(arena, OBJECT_SCHEMA, change->from->name));
		step_note(planner, step, "fails unless the schema is empty");
		step_breaks(step, COMPATIBILITY_BREAKING);
	}
}

/* "1.3" before "1.10"; what is no number has no order. */
static bool is_older(const char *version, const char *than)
{
	while (version && than && *version && *than) {
		char *rest, *rest_of_than;
		long number = strtol(version, &rest, 10), other = strtol(than, &rest_of_than, 10);
		if (rest == version || rest_of_than == than)
			return false;
		if (number != other)
			return number < other;
		version = rest + (*rest == '.');
		than = rest_of_than + (*rest_of_than == '.');
	}
	return version && than && !*version && *than;
}

/* Extensions bring scripts that lead on, hardly ever any that lead back. */
static void make_older(struct planner *planner, const struct extension *to)
{
	struct step *step = step_add(planner, RANK_EXTENSION);
	step_say(planner, step, &to->object,
		ddl_drop(planner->arena, OBJECT_EXTENSION, to->object.name));
	step_note(planner, step,
		"there is no way back to an older version: it is made anew, which fails while "
		"anything uses it");
	step_breaks(step, COMPATIBILITY_BREAKING);
	step_say(planner, step, &to->object, ddl_create_extension(planner->arena, to));
	step_say_comment(planner, step, &to->object, NULL);
}

static void alter_extension(struct planner *planner, const struct change *change)
{
	struct arena *arena = planner->arena;
	const struct extension *to = (const struct extension *)change->to;
	if (change->attribute == ATTRIBUTE_VERSION &&
		is_older(to->version, ((const struct extension *)change->from)->version)) {
		make_older(planner, to);
		return;
	}
	struct step *step = step_add(planner, RANK_EXTENSION);
	if (change->attribute == ATTRIBUTE_OPTIONS) {
		step_say(planner, step, change->to,
			ddl_set_schema(
				arena, OBJECT_EXTENSION, to->object.name, to->object.name.schema));
		return;
	}
	step_say(planner, step, change->to, ddl_update_extension(arena, to));
	if (to->version)
		step_note(planner, step,
			"fails when the server has no path from the installed version to this one");
}

void plan_extension(struct planner *planner, const struct change *change)
{
	if (change->kind == CHANGE_CREATE) {
		struct step *step = step_add(planner, RANK_EXTENSION);
		step_say(planner, step, change->to,
			ddl_create_extension(planner->arena, (const struct extension *)change->to));
		step_say_comment(planner, step, change->to, NULL);
	} else if (change->kind == CHANGE_DROP) {
		struct step *step = step_add(planner, RANK_DROP_EXTENSION);
		step_say(planner, step, change->from,
			ddl_drop(planner->arena, OBJECT_EXTENSION, change->from->name));
		step_note(planner, step, "fails while anything else in the database uses it");
		step_breaks(step, COMPATIBILITY_BREAKING);
		step_needs(planner, step, word_indexes_gone());
	} else {
		alter_extension(planner, change);
	}
}
