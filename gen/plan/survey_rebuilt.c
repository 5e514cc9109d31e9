/* Which constraints and indexes are rebuilt, the same as they are: those that what happens to their
 * columns, types, functions or keys takes along, and foreign keys that lead in a circle. */
#include "plan/survey_parts.h"

#include "diff/expand.h"
#include "schema/sql.h"

#include <string.h>

static enum fate worst_fate(
	const struct survey *survey, struct qualified table, const struct names *columns)
{
	enum fate worst = FATE_STAYS;
	list_each (const char **, column, columns) {
		enum fate fate = survey_fate(survey, table, *column);
		worst = fate > worst ? fate : worst;
	}
	return worst;
}

static enum fate worst_of_both(const struct survey *survey, struct qualified table,
	const struct names *columns, const struct mentions *mentions)
{
	enum fate one = worst_fate(survey, table, columns);
	enum fate two = worst_fate(survey, table, &mentions->columns);
	return one > two ? one : two;
}

static bool constraint_cannot_stay(
	const struct survey *survey, struct qualified table, const struct constraint *constraint)
{
	enum fate fate = worst_of_both(survey, table, &constraint->columns, &constraint->mentions);
	switch (constraint->type) {
	case CONSTRAINT_PRIMARY_KEY:
	case CONSTRAINT_UNIQUE:
		return fate == FATE_REMADE;
	case CONSTRAINT_FOREIGN_KEY:
		return fate >= FATE_RETYPED || worst_fate(survey, constraint->references,
						       &constraint->referenced) >= FATE_RETYPED;
	case CONSTRAINT_CHECK:
	case CONSTRAINT_EXCLUSION:
		return fate >= FATE_RETYPED ||
		       survey_casts_to_remade(survey, &constraint->mentions) ||
		       survey_calls_going(survey, &constraint->mentions);
	}
	return false;
}

static bool index_cannot_stay(
	const struct survey *survey, struct qualified table, const struct index *index)
{
	enum fate fate = worst_of_both(survey, table, &index->columns, &index->mentions);
	bool expressions = !index->plain || index->partial;
	return fate == FATE_REMADE || (expressions && fate >= FATE_RETYPED) ||
	       survey_casts_to_remade(survey, &index->mentions) ||
	       survey_calls_going(survey, &index->mentions);
}

bool survey_cannot_stay(
	const struct survey *survey, struct qualified table, const struct object *object)
{
	if (object->kind == OBJECT_INDEX)
		return index_cannot_stay(survey, table, (const struct index *)object);
	return constraint_cannot_stay(survey, table, (const struct constraint *)object);
}

/* A foreign key's definition but for how it is deferred. */
static const char *undeferred(struct arena *arena, const char *definition)
{
	const char *at = definition, *end = NULL;
	while ((at = strstr(at, " DEFERRABLE")) != NULL)
		end = at++;
	return end && (strcmp(end, " DEFERRABLE") == 0 ||
			      strcmp(end, " DEFERRABLE INITIALLY DEFERRED") == 0)
		       ? arena_strndup(arena, definition, (size_t)(end - definition))
		       : definition;
}

bool survey_alters_in_place(const struct survey *survey, const struct object *parent,
	const struct object *from, const struct object *to)
{
	struct sql_storage before, after;
	if (parent->kind != OBJECT_TABLE || ((const struct table *)parent)->partition_by ||
		survey_cannot_stay(survey, parent->name, to))
		return false;
	if (to->kind == OBJECT_INDEX) {
		const struct index *old = (const struct index *)from;
		const struct index *new = (const struct index *)to;
		return old->unique == new->unique &&
		       !new->inherited &&sql_index_storage(
			       survey->arena, old->definition, &before) &&
		       sql_index_storage(survey->arena, new->definition, &after) &&
		       strcmp(before.rest, after.rest) == 0;
	}
	const struct constraint *old = (const struct constraint *)from;
	const struct constraint *new = (const struct constraint *)to;
	if (old->type != new->type || old->type == CONSTRAINT_CHECK || new->inherited)
		return false;
	if (old->type == CONSTRAINT_FOREIGN_KEY)
		return old->not_valid ==
			       new->not_valid &&strcmp(undeferred(survey->arena, old->definition),
				       undeferred(survey->arena, new->definition)) == 0 &&
		       !survey_loses_key(survey, new->references, &new->referenced);
	return sql_constraint_storage(survey->arena, old->definition, &before) &&
	       sql_constraint_storage(survey->arena, new->definition, &after) &&
	       strcmp(before.rest, after.rest) == 0;
}

static void find_rebuilt(struct survey *survey, const struct table *from, const struct table *to)
{
	struct qualified name = to->object.name;
	list_each (struct constraint **, constraint, &to->constraints) {
		const struct constraint *before =
			table_constraint(from, (*constraint)->object.name.name);
		if (before && !(*constraint)->inherited &&
			strings_equal(before->definition, (*constraint)->definition) &&
			survey_cannot_stay(survey, name, &(*constraint)->object))
			list_push(survey->arena, &survey->rebuilt, &(*constraint)->object);
	}
	list_each (struct index **, index, &to->indexes) {
		const struct index *before = table_index(from, (*index)->object.name.name);
		if (before && !(*index)->inherited && before->unique == (*index)->unique &&
			strings_equal(before->definition, (*index)->definition) &&
			survey_cannot_stay(survey, name, &(*index)->object))
			list_push(survey->arena, &survey->rebuilt, &(*index)->object);
	}
}

static bool is_another(const struct survey *survey, const struct object *table,
	const struct object *from, const struct object *to)
{
	const char *old = from->kind == OBJECT_INDEX
				  ? ((const struct index *)from)->definition
				  : ((const struct constraint *)from)->definition;
	const char *new = to->kind == OBJECT_INDEX ? ((const struct index *)to)->definition
						   : ((const struct constraint *)to)->definition;
	return !strings_equal(old, new) && !survey_alters_in_place(survey, table, from, to);
}

bool survey_loses_key(
	const struct survey *survey, struct qualified table, const struct names *columns)
{
	const struct table *from = schema_find(&survey->diff->from, OBJECT_TABLE, table);
	const struct table *to = schema_find(survey->diff->to, OBJECT_TABLE, table);
	if (!from || !to || is_made_anew(from, to))
		return from != NULL;
	list_each (struct constraint **, key, &from->constraints) {
		const struct constraint *after = table_constraint(to, (*key)->object.name.name);
		if ((*key)->type != CONSTRAINT_PRIMARY_KEY && (*key)->type != CONSTRAINT_UNIQUE)
			continue;
		if (names_same_set(&(*key)->columns, columns) &&
			(!after ||
				is_another(
					survey, &from->object, &(*key)->object, &after->object) ||
				survey_rebuilds(survey, &after->object)))
			return true;
	}
	list_each (struct index **, key, &from->indexes) {
		const struct index *after = table_index(to, (*key)->object.name.name);
		if ((*key)->unique && names_same_set(&(*key)->columns, columns) &&
			(!after || !after->unique ||
				is_another(
					survey, &from->object, &(*key)->object, &after->object) ||
				survey_rebuilds(survey, &after->object)))
			return true;
	}
	return false;
}

static void find_rebuilt_references(
	struct survey *survey, const struct table *from, const struct table *to)
{
	list_each (struct constraint **, constraint, &to->constraints) {
		const struct constraint *before =
			table_constraint(from, (*constraint)->object.name.name);
		if ((*constraint)->type == CONSTRAINT_FOREIGN_KEY && before &&
			!(*constraint)->inherited &&
			strings_equal(before->definition, (*constraint)->definition) &&
			!survey_rebuilds(survey, &(*constraint)->object) &&
			survey_loses_key(
				survey, (*constraint)->references, &(*constraint)->referenced))
			list_push(survey->arena, &survey->rebuilt, &(*constraint)->object);
	}
}

/* Checks of domains whose functions go. */
static void find_rebuilt_checks(struct survey *survey)
{
	list_each (struct domain **, domain, &survey->diff->to->domains) {
		const struct object *from =
			schema_find(&survey->diff->from, OBJECT_DOMAIN, (*domain)->object.name);
		struct objects before = {0};
		if (from && survey->functions_going.count)
			before = objects_within(survey->arena, from, OBJECT_CONSTRAINT);
		list_each (struct constraint **, check, &(*domain)->checks) {
			const struct constraint *old = (const struct constraint *)objects_find(
				&before, (*check)->object.name);
			if (old && strings_equal(old->definition, (*check)->definition) &&
				survey_calls_going(survey, &old->mentions))
				list_push(survey->arena, &survey->rebuilt, &(*check)->object);
		}
	}
}

/* --- logged and unlogged ---------------------------------------------------------------------- */

/* A walk along the foreign keys that stay, among tables that become the same. One that leads back
 * to a table on the way is rebuilt. */
struct way {
	struct survey *survey;
	struct objects on_way, seen; /* tables it leads through, and has left behind */
};

static void walk_keys(struct way *way, const struct table *table)
{
	struct survey *survey = way->survey;
	const struct table *from =
		schema_find(&survey->diff->from, OBJECT_TABLE, table->object.name);
	list_push(survey->arena, &way->on_way, (struct object *)&table->object);
	list_each (struct constraint **, key, &table->constraints) {
		if ((*key)->type != CONSTRAINT_FOREIGN_KEY ||
			!survey_changes_logged(survey, (*key)->references) ||
			!survey_keeps(survey, from, *key))
			continue;
		const struct table *other =
			schema_find(survey->diff->to, OBJECT_TABLE, (*key)->references);
		if (other == table || other->unlogged != table->unlogged)
			continue;
		if (objects_hold(&way->on_way, &other->object))
			list_push(survey->arena, &survey->rebuilt, &(*key)->object);
		else if (!objects_hold(&way->seen, &other->object))
			walk_keys(way, other);
	}
	way->on_way.count--;
	list_push(survey->arena, &way->seen, (struct object *)&table->object);
}

static void find_circles(struct survey *survey)
{
	struct way way = {.survey = survey};
	list_each (struct change *, change, &survey->diff->changes) {
		if (change->attribute == ATTRIBUTE_LOGGED && !objects_hold(&way.seen, change->to))
			walk_keys(&way, (const struct table *)change->to);
	}
}

void survey_rebuilt(struct survey *survey)
{
	survey_each_table(survey, find_rebuilt);
	find_rebuilt_checks(survey);
	survey_each_table(survey, find_rebuilt_references);
	find_circles(survey);
}
