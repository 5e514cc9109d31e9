/* Steps for functions, procedures and aggregates. */
#include "plan/ddl.h"
#include "plan/depends.h"
#include "plan/steps.h"

#include <string.h>

/* The names that a body in another language says, as far as this plan makes something of that name:
 * a soft need, since a name may mean anything there. */
static void wants_words(struct planner *planner, struct step *step, const struct routine *routine)
{
	list_each (const char **, name, &routine->words) {
		const struct names *words = map_get(&planner->made, *name);
		for (size_t i = 0; words && i < words->count; i++)
			step_wants(planner, step, words->items[i]);
	}
}

/* A relation that nobody here knows: a temporary table, most likely. The server would refuse the
 * body. */
static bool reads_unknown(struct planner *planner, const struct routine *routine)
{
	static const enum object_kind kinds[] = {
		OBJECT_TABLE, OBJECT_VIEW, OBJECT_MATERIALIZED_VIEW, OBJECT_SEQUENCE};
	list_each (struct qualified *, name, &routine->body_mentions.relations) {
		bool known =
			strncmp(name->name, "pg_", 3) == 0 ||
			(name->schema && !schema_find(planner->to, OBJECT_SCHEMA,
						 (struct qualified){NULL, name->schema, NULL}));
		for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
			known |= schema_find(planner->to, kinds[i], *name) != NULL;
		if (!known)
			return true;
	}
	return false;
}

static const char *word_overload(struct planner *planner, const struct routine *routine)
{
	return arena_printf(planner->arena, "overload %s",
		qualified_text(planner->arena, routine->object.name));
}

/* A body that says its own function's name may mean another one of that name. */
static void wants_overloads(
	struct planner *planner, struct step *step, const struct routine *routine)
{
	struct qualified name = {routine->object.name.schema, routine->object.name.name, NULL};
	bool said = false;
	list_each (struct qualified *, function, &routine->body_mentions.functions)
		said |= qualified_equal(*function, name);
	if (!said)
		return;
	list_each (struct routine **, each, &planner->to->routines) {
		struct qualified other = {
			(*each)->object.name.schema, (*each)->object.name.name, NULL};
		if (*each != routine && qualified_equal(other, name))
			step_wants(planner, step, word_overload(planner, *each));
	}
}

static void needs(struct planner *planner, struct step *step, const struct routine *routine)
{
	wants_overloads(planner, step, routine);
	step_needs_object(planner, step, &routine->object);
	step_wants_mentions(planner, step, &routine->body_mentions);
	wants_words(planner, step, routine);
	planner->unchecked_bodies |= reads_unknown(planner, routine);
}

static struct step *create(struct planner *planner, const struct routine *routine)
{
	struct step *step = step_add(planner, RANK_ROUTINE);
	step_say(planner, step, &routine->object,
		ddl_create_routine(planner->arena, routine, false));
	step_say_comment(planner, step, &routine->object, NULL);
	needs(planner, step, routine);
	step_needs(planner, step, word_routine_free(planner, routine->object.name));
	step_provides(planner, step, word_function(planner, routine->object.name));
	step_provides(planner, step, word_overload(planner, routine));
	return step;
}

static struct step *drop(struct planner *planner, const struct routine *routine, enum rank rank)
{
	struct qualified name = routine->object.name;
	struct step *step = step_add(planner, rank);
	step_say(planner, step, &routine->object,
		ddl_drop(planner->arena, routine->object.kind, name));
	step_needs(planner, step, word_call_gone(planner, name));
	step_frees_object(planner, step, &routine->object);
	step_provides(planner, step, word_function_gone(planner, name));
	step_provides(planner, step, word_routine_free(planner, name));
	return step;
}

void remake_routine(struct planner *planner, const struct routine *from, const struct routine *to)
{
	bool same = strcmp(from->definition, to->definition) == 0;
	struct step *first = drop(planner, from, RANK_DROP_DEPENDENT);
	step_note(planner, first, same ? "comes back below, as it was" : "comes back below");
	if (!same)
		step_breaks(first, COMPATIBILITY_BREAKING);
	create(planner, to);
}

static void replace(struct planner *planner, const struct routine *from, const struct routine *to)
{
	struct step *step = step_add(planner, RANK_ROUTINE);
	step_say(planner, step, &to->object, ddl_create_routine(planner->arena, to, true));
	needs(planner, step, to);
	step_frees_object(planner, step, &from->object);
}

/* For good. Its name says the types of its arguments: before one of them gets another name. */
static void drop_for_good(struct planner *planner, const struct routine *routine)
{
	struct uses uses = object_uses(planner->arena, &routine->object);
	struct step *step = drop(planner, routine, RANK_DROP_ROUTINE);
	step_breaks(step, COMPATIBILITY_BREAKING);
	if (routine->object.kind == OBJECT_OPERATOR)
		step_needs(planner, step, word_indexes_gone());
	list_each (struct qualified *, type, &uses.types) {
		if (!survey_remade_type(&planner->survey, *type))
			continue;
		step->rank = RANK_DROP_DEPENDENT;
		step_provides(planner, step, word_unspoken(planner, *type));
	}
}

void plan_routine(struct planner *planner, const struct change *change)
{
	const struct routine *from = (const struct routine *)change->from;
	const struct routine *to = (const struct routine *)change->to;
	if (change->kind == CHANGE_CREATE) {
		create(planner, to);
	} else if (change->kind == CHANGE_DROP) {
		drop_for_good(planner, from);
	} else if (!survey_remakes(&planner->survey, &to->object)) {
		if (to->object.kind == OBJECT_OPERATOR)
			remake_routine(planner, from, to);
		else
			replace(planner, from, to);
	}
}
