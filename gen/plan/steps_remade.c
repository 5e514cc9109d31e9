/* Steps for what must be dropped and made again around a change; see survey_around.c. */
#include "plan/steps.h"

static void remake(struct planner *planner, const struct object *from, const struct object *to)
{
	switch (to->kind) {
	case OBJECT_VIEW:
	case OBJECT_MATERIALIZED_VIEW:
		remake_view(planner, (const struct view *)from, (const struct view *)to);
		break;
	case OBJECT_FUNCTION:
	case OBJECT_PROCEDURE:
	case OBJECT_AGGREGATE:
	case OBJECT_OPERATOR:
		remake_routine(planner, (const struct routine *)from, (const struct routine *)to);
		break;
	case OBJECT_STATISTICS:
	case OBJECT_TRIGGER:
	case OBJECT_POLICY:
	case OBJECT_RULE:
		remake_definition(
			planner, (const struct definition *)from, (const struct definition *)to);
		break;
	case OBJECT_SCHEMA:
	case OBJECT_EXTENSION:
	case OBJECT_COLLATION:
	case OBJECT_ENUM:
	case OBJECT_DOMAIN:
	case OBJECT_COMPOSITE:
	case OBJECT_RANGE:
	case OBJECT_SEQUENCE:
	case OBJECT_TABLE:
	case OBJECT_GRANT:
	case OBJECT_COLUMN:
	case OBJECT_CONSTRAINT:
	case OBJECT_INDEX:
	case OBJECT_LABEL:
		break; /* the survey finds none of these */
	}
}

void plan_remade(struct planner *planner)
{
	list_each (struct object **, to, &planner->survey.remade)
		remake(planner, schema_find(planner->from, (*to)->kind, (*to)->name), *to);
}

/* What a name stands for that this plan makes: for bodies that only say names. */
static void note_made(struct planner *planner, const struct object *object, const char *word)
{
	struct names *words = map_get(&planner->made, object->name.name);
	if (!words) {
		words = arena_new(planner->arena, struct names);
		map_put(planner->arena, &planner->made, object->name.name, words);
	}
	list_push(planner->arena, words, word);
}

static void note_object(struct planner *planner, const struct object *object)
{
	switch (object->kind) {
	case OBJECT_TABLE:
	case OBJECT_VIEW:
	case OBJECT_MATERIALIZED_VIEW:
		note_made(planner, object, word_table(planner, object->name));
		break;
	case OBJECT_ENUM:
	case OBJECT_DOMAIN:
	case OBJECT_COMPOSITE:
	case OBJECT_RANGE:
		note_made(planner, object, word_type(planner, object->name));
		break;
	case OBJECT_SEQUENCE:
		note_made(planner, object, word_sequence(planner, object->name));
		break;
	case OBJECT_FUNCTION:
	case OBJECT_PROCEDURE:
	case OBJECT_AGGREGATE:
	case OBJECT_OPERATOR:
		note_made(planner, object, word_function(planner, object->name));
		break;
	case OBJECT_SCHEMA:
	case OBJECT_EXTENSION:
	case OBJECT_COLLATION:
	case OBJECT_STATISTICS:
	case OBJECT_TRIGGER:
	case OBJECT_POLICY:
	case OBJECT_RULE:
	case OBJECT_GRANT:
	case OBJECT_COLUMN:
	case OBJECT_CONSTRAINT:
	case OBJECT_INDEX:
	case OBJECT_LABEL:
		break; /* no body speaks of these */
	}
}

void plan_note_routines(struct planner *planner)
{
	planner->has_routines =
		planner->from->routines.count > 0 || planner->to->routines.count > 0;
	if (!planner->has_routines)
		return;
	list_each (struct change *, change, &planner->diff->changes) {
		if (change->kind == CHANGE_CREATE)
			note_object(planner, change->to);
	}
	list_each (struct object **, object, &planner->survey.remade)
		note_object(planner, *object);
}
