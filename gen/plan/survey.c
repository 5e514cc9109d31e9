/* What a difference drags along; see survey.h. Here: the whole of it, what happens to each column,
 * and what is asked of the old and the new schema at once. */
#include "plan/survey_parts.h"

#include "diff/expand.h"
#include "plan/convert.h"

#include <string.h>

struct column_fate {
	enum fate fate;
};

static const char *column_key(
	const struct survey *survey, struct qualified table, const char *column)
{
	return arena_printf(
		survey->arena, "%s\x1f%s", qualified_text(survey->arena, table), column);
}

enum fate survey_fate(const struct survey *survey, struct qualified table, const char *column)
{
	if (survey->fates.count == 0)
		return FATE_STAYS;
	const struct column_fate *fate = map_get(&survey->fates, column_key(survey, table, column));
	return fate ? fate->fate : FATE_STAYS;
}

bool survey_worsen(
	struct survey *survey, struct qualified table, const char *column, enum fate fate)
{
	if (survey_fate(survey, table, column) >= fate)
		return false;
	struct column_fate *entry = arena_new(survey->arena, struct column_fate);
	entry->fate = fate;
	map_put(survey->arena, &survey->fates, column_key(survey, table, column), entry);
	return true;
}

const struct remade_type *survey_remade_type(const struct survey *survey, struct qualified type)
{
	list_each (struct remade_type *, remade, &survey->types) {
		if (type.name && qualified_equal(remade->to->name, type))
			return remade;
	}
	return NULL;
}

bool survey_casts_to_remade(const struct survey *survey, const struct mentions *mentions)
{
	list_each (struct qualified *, type, &mentions->types) {
		if (survey_remade_type(survey, *type))
			return true;
	}
	return false;
}

bool survey_rebuilds(const struct survey *survey, const struct object *object)
{
	return objects_hold(&survey->rebuilt, object);
}

bool survey_changes_logged(const struct survey *survey, struct qualified table)
{
	const struct table *from = schema_find(&survey->diff->from, OBJECT_TABLE, table);
	const struct table *to = schema_find(survey->diff->to, OBJECT_TABLE, table);
	return from && to && from->unlogged != to->unlogged && !is_made_anew(from, to);
}

bool survey_remakes_table(const struct survey *survey, struct qualified table)
{
	const struct table *from = schema_find(&survey->diff->from, OBJECT_TABLE, table);
	const struct table *to = schema_find(survey->diff->to, OBJECT_TABLE, table);
	return from && to && is_made_anew(from, to);
}

bool survey_drops(const struct survey *survey, struct qualified table)
{
	return !schema_find(survey->diff->to, OBJECT_TABLE, table) ||
	       survey_remakes_table(survey, table);
}

bool survey_keeps(
	const struct survey *survey, const struct table *table, const struct constraint *key)
{
	const struct table *to = schema_find(survey->diff->to, OBJECT_TABLE, table->object.name);
	const char *name = key->object.name.name;
	const struct constraint *before = table_constraint(table, name);
	const struct constraint *after = to ? table_constraint(to, name) : NULL;
	return before && after && strings_equal(before->definition, after->definition) &&
	       !survey_rebuilds(survey, &after->object);
}

void survey_each_table(struct survey *survey,
	void (*visit)(struct survey *, const struct table *, const struct table *))
{
	list_each (struct table **, table, &survey->diff->to->tables) {
		const struct table *before =
			schema_find(&survey->diff->from, OBJECT_TABLE, (*table)->object.name);
		if (before && !is_made_anew(before, *table))
			visit(survey, before, *table);
	}
}

/* --- columns -------------------------------------------------------------------------------- */

static void judge_column(struct survey *survey, const struct table *table,
	const struct column *from, const struct column *to)
{
	bool remade_type = survey_remade_type(survey, to->type.user) != NULL;
	bool retyped = remade_type || strcmp(from->type.text, to->type.text) != 0 ||
		       !strings_equal(from->collation, to->collation);
	bool regenerated =
		(to->generated.sql &&
			(retyped || from->generated_virtual != to->generated_virtual ||
				!strings_equal(from->generated.sql, to->generated.sql) ||
				survey_casts_to_remade(survey, &to->generated.mentions))) ||
		(from->generated_virtual && !to->generated.sql);
	enum fate fate = FATE_STAYS;
	if (regenerated)
		fate = FATE_REMADE;
	else if (retyped)
		fate = !remade_type && convert_keeps_meaning(&from->type, &to->type) ? FATE_CARRIED
										     : FATE_RETYPED;
	survey_worsen(survey, table->object.name, to->object.name.name, fate);
}

/* A generated column cannot stand while the type of one that it is computed from changes. */
static void judge_generated(
	struct survey *survey, const struct table *table, const struct column *column)
{
	list_each (const char **, name, &column->generated.mentions.columns) {
		if (survey_fate(survey, table->object.name, *name) != FATE_STAYS) {
			survey_worsen(
				survey, table->object.name, column->object.name.name, FATE_REMADE);
			return;
		}
	}
}

static void judge_columns(struct survey *survey, const struct table *from, const struct table *to)
{
	list_each (struct column **, column, &to->columns) {
		const struct column *before = table_column(from, (*column)->object.name.name);
		if (before)
			judge_column(survey, to, before, *column);
	}
	list_each (struct column **, column, &to->columns) {
		const struct column *before = table_column(from, (*column)->object.name.name);
		if (before && before->generated.sql && (*column)->generated.sql)
			judge_generated(survey, to, *column);
	}
}

void survey_make(struct arena *arena, const struct diff *diff, bool single_transaction,
	struct survey *survey)
{
	*survey = (struct survey){
		.arena = arena, .diff = diff, .single_transaction = single_transaction};
	survey_types(survey);
	/* Each over all tables, because a foreign key looks at another table's columns, then at its
	   keys, and a view at columns of many. */
	survey_each_table(survey, judge_columns);
	survey_around(survey);
	survey_rebuilt(survey);
}
