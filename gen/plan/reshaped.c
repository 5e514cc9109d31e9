/* Which tables and views give rows of another shape afterwards: of other columns, or of the same in
 * other types or under other names. To a statement that somebody prepared on one before the server
 * says "cached plan must not change result type". What is new or goes for good is not among them,
 * nor what only gets another name. */
#include "diff/expand.h"
#include "plan/steps.h"

#include <string.h>

static bool is_like(struct planner *planner, const struct table *table, const struct column *from,
	const struct column *to)
{
	return from && strings_equal(from->type.text, to->type.text) &&
	       strings_equal(from->collation, to->collation) &&
	       survey_fate(&planner->survey, table->object.name, to->object.name.name) ==
		       FATE_STAYS;
}

static bool is_renamed_within(struct planner *planner, const struct table *table)
{
	list_each (const struct change *, change, &planner->diff->changes) {
		if (change->kind == CHANGE_RENAME && change->to->kind == OBJECT_COLUMN &&
			change->to_parent->kind == OBJECT_TABLE &&
			qualified_equal(change->to_parent->name, table->object.name))
			return true;
	}
	return false;
}

static bool is_reshaped(struct planner *planner, const struct table *from, const struct table *to)
{
	if (from->columns.count != to->columns.count || is_renamed_within(planner, to))
		return true;
	list_each (struct column **, each, &to->columns) {
		if (!is_like(planner, to, table_column(from, (*each)->object.name.name), *each))
			return true;
	}
	return false;
}

static void add(struct planner *planner, struct qualifieds *reshaped, struct qualified name)
{
	list_each (const struct qualified *, each, reshaped) {
		if (qualified_equal(*each, name))
			return;
	}
	list_push(planner->arena, reshaped, name);
}

static bool view_is_changed(struct planner *planner, const struct view *view)
{
	if (survey_remakes(&planner->survey, &view->object))
		return true;
	list_each (const struct change *, change, &planner->diff->changes) {
		if (change->kind == CHANGE_ALTER && change->to == &view->object &&
			change->attribute == ATTRIBUTE_DEFINITION)
			return true;
	}
	return false;
}

struct reshaping {
	struct planner *planner;
	struct qualifieds *reshaped;
};

static void add_descendant(void *data, struct table *descendant)
{
	struct reshaping *reshaping = data;
	struct qualified name = descendant->object.name;
	if (schema_find(reshaping->planner->from, OBJECT_TABLE, name))
		add(reshaping->planner, reshaping->reshaped, name);
}

void find_reshaped(struct planner *planner, struct qualifieds *reshaped)
{
	struct reshaping reshaping = {planner, reshaped};
	list_each (struct table **, each, &planner->to->tables) {
		const struct table *from =
			schema_find(planner->from, OBJECT_TABLE, (*each)->object.name);
		if (!from || !is_reshaped(planner, from, *each))
			continue;
		add(planner, reshaped, (*each)->object.name);
		if (planner->diff->expanded)
			each_descendant(planner->to, *each, add_descendant, &reshaping);
	}
	list_each (struct view **, each, &planner->to->views) {
		struct object *object = &(*each)->object;
		if (schema_find(planner->from, object->kind, object->name) &&
			view_is_changed(planner, *each))
			add(planner, reshaped, object->name);
	}
}
