/* What becomes of triggers, policies, rules, extended statistics and privileges when what they are
 * on, or mention, changes; see survey.h. */
#include "diff/definitions.h"
#include "plan/survey.h"

static const char *key(const struct survey *survey, const struct object *object)
{
	return arena_printf(survey->arena, "%s %s", object_kind_name(object->kind),
		qualified_text(survey->arena, object->name));
}

/* The server carries extended statistics through a new type, and lets nothing else stand in the way
 * of one. */
static enum fate bearable(const struct definition *definition)
{
	return definition->object.kind == OBJECT_STATISTICS ? FATE_RETYPED : FATE_STAYS;
}

static bool touches_columns(const struct survey *survey, const struct definition *definition,
	struct qualified relation, const struct names *columns)
{
	list_each (const char **, column, columns) {
		if (survey_fate(survey, relation, *column) > bearable(definition))
			return true;
	}
	return false;
}

/* A rule keeps NEW.* as all the columns that there were. */
static bool touches_any_column(
	const struct survey *survey, const struct definition *definition, struct qualified relation)
{
	const struct table *table = schema_find(&survey->diff->from, OBJECT_TABLE, relation);
	if (!table || !definition->mentions.every_column)
		return false;
	list_each (struct column **, column, &table->columns) {
		if (survey_fate(survey, relation, (*column)->object.name.name) != FATE_STAYS)
			return true;
	}
	return false;
}

static bool mentions_changed(
	const struct survey *survey, const struct definition *definition, struct qualified relation)
{
	return touches_columns(survey, definition, relation, &definition->columns) ||
	       touches_columns(survey, definition, relation, &definition->mentions.columns) ||
	       touches_any_column(survey, definition, relation);
}

bool survey_definition_cannot_stay(const struct survey *survey, const struct definition *definition)
{
	list_each (const struct qualified *, type, &definition->mentions.types) {
		if (survey_remade_type(survey, *type))
			return true;
	}
	if (survey->fates.count == 0)
		return false;
	list_each (const struct qualified *, relation, &definition->mentions.relations) {
		if (mentions_changed(survey, definition, *relation))
			return true;
	}
	return definition->relation.name &&
	       mentions_changed(survey, definition, definition->relation);
}

bool survey_remakes(const struct survey *survey, const struct object *object)
{
	return survey->remade_map.count && map_get(&survey->remade_map, key(survey, object));
}

bool survey_remakes_target(const struct survey *survey, const struct grant *grant)
{
	return grant->target_kind == OBJECT_ENUM && survey_remade_type(survey, grant->target);
}

static bool same_definition(const struct definition *a, const struct definition *b)
{
	return a->constraint == b->constraint && strings_equal(a->definition, b->definition);
}

void survey_definitions(struct survey *survey)
{
	const struct schema *from = &survey->diff->from, *to = survey->diff->to;
	list_each (struct definition **, each, &to->definitions) {
		struct object *object = &(*each)->object;
		const struct definition *before = schema_find(from, object->kind, object->name);
		if (!before || !same_definition(before, *each) ||
			!survey_definition_cannot_stay(survey, before))
			continue;
		list_push(survey->arena, &survey->remade, object);
		map_put(survey->arena, &survey->remade_map, key(survey, object), object);
	}
}
