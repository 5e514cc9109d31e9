/* What must be dropped and made again around a change, although nobody changed it: views on what
 * they read, functions on their types, defaults and checks on functions, and so on along the way.
 *
 * Something "goes" when it is dropped, for good or to come back. Whatever is in both schemas and
 * cannot stand while something goes, goes too, until nothing is left that cannot. */
#include "diff/definitions.h"
#include "plan/depends.h"
#include "plan/survey_parts.h"
#include "schema/sql.h"

#include <string.h>

static void push_name(struct survey *survey, struct qualifieds *names, struct qualified name)
{
	name.suffix = NULL;
	if (!qualifieds_hold(names, name))
		list_push(survey->arena, names, name);
}

/* On a relation, or what its words say. */
static bool is_definition(enum object_kind kind)
{
	return kind == OBJECT_STATISTICS || kind_is_on_relation(kind);
}

/* Those on which others may depend. */
static void note_going(struct survey *survey, const struct object *object)
{
	if (kind_is_view(object->kind) || object->kind == OBJECT_TABLE ||
		object->kind == OBJECT_SEQUENCE)
		push_name(survey, &survey->relations_going, object->name);
	else if (kind_is_routine(object->kind))
		push_name(survey, &survey->functions_going, object->name);
	else if (object->kind == OBJECT_ENUM || object->kind == OBJECT_DOMAIN ||
		 object->kind == OBJECT_COMPOSITE || object->kind == OBJECT_RANGE)
		push_name(survey, &survey->types_going, object->name);
}

bool survey_calls_going(const struct survey *survey, const struct mentions *mentions)
{
	list_each (struct qualified *, function, &survey->functions_going) {
		if (functions_hold(&mentions->functions, *function))
			return true;
	}
	return false;
}

/* A star, which the server has turned into the columns that there were. */
static bool has_star(const char *query)
{
	for (const char *at = query; (at = strchr(at, '*')); at++) {
		if (at > query && strchr(" .", at[-1]) && (!at[1] || strchr("\n,)", at[1])))
			return true;
	}
	return strstr(query, "NATURAL ") != NULL;
}

static bool has_new_column(const struct survey *survey, const struct uses *uses)
{
	struct tables tables = {0};
	list_each (struct qualified *, name, &uses->relations)
		table_and_ancestors(survey->arena, survey->diff->to, *name, &tables);
	list_each (struct table **, to, &tables) {
		const struct table *from =
			schema_find(&survey->diff->from, OBJECT_TABLE, (*to)->object.name);
		for (size_t i = 0; from && i < (*to)->columns.count; i++) {
			if (!table_column(from, (*to)->columns.items[i]->object.name.name))
				return true;
		}
	}
	return false;
}

static const char *query_of(const struct object *object)
{
	return kind_is_view(object->kind) ? ((const struct view *)object)->query : "";
}

static bool column_of_goes(const struct survey *survey, const struct table *from,
	const struct uses *uses, enum object_kind kind)
{
	struct qualified relation = from->object.name;
	const struct table *to = schema_find(survey->diff->to, OBJECT_TABLE, relation);
	if (!to)
		return false;
	list_each (struct column **, column, &from->columns) {
		const char *name = (*column)->object.name.name;
		if (!uses->every_column && !names_hold(&uses->columns, name))
			continue;
		enum fate fate = survey_fate(survey, relation, name);
		if (!table_column(to, name) || fate == FATE_REMADE)
			return true;
		/* the server carries extended statistics over by itself */
		if (fate != FATE_STAYS && kind != OBJECT_STATISTICS)
			return true;
	}
	return false;
}

/* Whether a column of a relation that is read changes its type, or goes. */
static bool column_goes(const struct survey *survey, struct qualified relation,
	const struct uses *uses, enum object_kind kind)
{
	struct tables tables = {0};
	table_and_ancestors(survey->arena, &survey->diff->from, relation, &tables);
	list_each (struct table **, table, &tables) {
		if (column_of_goes(survey, *table, uses, kind))
			return true;
	}
	return false;
}

static bool type_goes(const struct survey *survey, struct qualified type)
{
	return survey_remade_type(survey, type) || qualifieds_hold(&survey->types_going, type) ||
	       qualifieds_hold(&survey->relations_going, type);
}

/* Whether the object, as it is in the old schema, cannot stand. */
static bool uses_what_goes(const struct survey *survey, const struct object *object)
{
	struct uses uses = object_uses(survey->arena, object);
	list_each (struct qualified *, relation, &uses.relations) {
		if (qualifieds_hold(&survey->relations_going, *relation) ||
			column_goes(survey, *relation, &uses, object->kind))
			return true;
	}
	list_each (struct qualified *, type, &uses.types) {
		if (type_goes(survey, *type))
			return true;
	}
	list_each (struct qualified *, function, &uses.functions) {
		if (functions_hold(&survey->functions_going, *function))
			return true;
	}
	return uses.every_column && has_star(query_of(object)) && has_new_column(survey, &uses);
}

/* Whether the server lets the new one take the old one's place. */
static bool can_replace(
	const struct survey *survey, const struct object *from, const struct object *to)
{
	if (to->kind == OBJECT_VIEW)
		return sql_query_extends(survey->arena, ((const struct view *)from)->query,
			((const struct view *)to)->query);
	if (to->kind == OBJECT_FUNCTION || to->kind == OBJECT_PROCEDURE)
		return sql_routine_replaces(
			survey->arena, (const struct routine *)from, (const struct routine *)to);
	return false;
}

/* A materialized view, too, whose rows are to be kept by other means. */
static bool changes(const struct object *from, const struct object *to)
{
	if (kind_is_view(to->kind)) {
		const struct view *old = (const struct view *)from, *new = (const struct view *)to;
		return strcmp(old->query, new->query) != 0 ||
		       !strings_equal(old->access_method, new->access_method);
	}
	if (is_definition(to->kind)) {
		const struct definition *old = (const struct definition *)from;
		const struct definition *new = (const struct definition *)to;
		return old->constraint != new->constraint ||
		       !strings_equal(old->definition, new->definition);
	}
	return kind_is_routine(to->kind) && strcmp(((const struct routine *)from)->definition,
						    ((const struct routine *)to)->definition) != 0;
}

static const char *key(const struct survey *survey, const struct object *object)
{
	return arena_printf(survey->arena, "%s %s", object_kind_name(object->kind),
		qualified_text(survey->arena, object->name));
}

bool survey_remakes(const struct survey *survey, const struct object *object)
{
	return survey->remade_map.count && map_get(&survey->remade_map, key(survey, object));
}

bool survey_remakes_target(const struct survey *survey, const struct grant *grant)
{
	if (grant->target_kind == OBJECT_ENUM)
		return survey_remade_type(survey, grant->target) != NULL;
	if (grant->target_kind == OBJECT_TABLE && survey_remakes_table(survey, grant->target))
		return true;
	list_each (struct object **, object, &survey->remade) {
		if (grant_target_kind((*object)->kind) == grant->target_kind &&
			qualified_equal((*object)->name, grant->target))
			return true;
	}
	return false;
}

bool survey_definition_cannot_stay(const struct survey *survey, const struct definition *definition)
{
	return uses_what_goes(survey, &definition->object);
}

/* Both before and after under one name: those that could be made again. */
static void each_pair(struct survey *survey,
	void (*visit)(struct survey *survey, const struct object *from, const struct object *to))
{
	static const enum object_kind kinds[] = {OBJECT_VIEW, OBJECT_MATERIALIZED_VIEW,
		OBJECT_FUNCTION, OBJECT_PROCEDURE, OBJECT_AGGREGATE, OBJECT_OPERATOR,
		OBJECT_STATISTICS, OBJECT_TRIGGER, OBJECT_POLICY, OBJECT_RULE};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		struct objects objects = objects_of(survey->arena, survey->diff->to, kinds[i]);
		list_each (struct object **, to, &objects) {
			const struct object *from =
				schema_find(&survey->diff->from, kinds[i], (*to)->name);
			if (from)
				visit(survey, from, *to);
		}
	}
}

static void remake(struct survey *survey, const struct object *to)
{
	list_push(survey->arena, &survey->remade, (struct object *)to);
	map_put(survey->arena, &survey->remade_map, key(survey, to), (struct object *)to);
	note_going(survey, to);
	survey->spreads = true;
}

static void remake_changed(
	struct survey *survey, const struct object *from, const struct object *to)
{
	if (!is_definition(to->kind) && changes(from, to) && !can_replace(survey, from, to))
		remake(survey, to);
}

/* A new definition that has nothing more to do with what goes takes the old one's place before. */
static void remake_blocked(
	struct survey *survey, const struct object *from, const struct object *to)
{
	if (survey_remakes(survey, to) || !uses_what_goes(survey, from))
		return;
	if (is_definition(to->kind) && changes(from, to))
		return; /* its own steps drop and make it (steps_definition.c) */
	if (changes(from, to) && !uses_what_goes(survey, to))
		return;
	remake(survey, to);
}

/* Generated columns cannot stand without the functions that they call. */
static void remake_columns(struct survey *survey)
{
	if (survey->functions_going.count == 0)
		return;
	list_each (struct table **, table, &survey->diff->to->tables) {
		const struct table *from =
			schema_find(&survey->diff->from, OBJECT_TABLE, (*table)->object.name);
		for (size_t i = 0; from && i < from->columns.count; i++) {
			const struct column *column = from->columns.items[i];
			const char *name = column->object.name.name;
			const struct column *to = table_column(*table, name);
			if (to && to->generated.sql && column->generated.sql &&
				survey_calls_going(survey, &column->generated.mentions))
				survey->spreads |= survey_worsen(
					survey, (*table)->object.name, name, FATE_REMADE);
		}
	}
}

void survey_around(struct survey *survey)
{
	list_each (struct change *, change, &survey->diff->changes) {
		if (change->kind == CHANGE_DROP)
			note_going(survey, change->from);
	}
	each_pair(survey, remake_changed);
	do {
		survey->spreads = false;
		remake_columns(survey);
		each_pair(survey, remake_blocked);
	} while (survey->spreads);
}
