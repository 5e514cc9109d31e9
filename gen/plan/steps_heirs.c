/* Columns that pass from a table to those that inherit from it, and the other way; see steps.h. */
#include "plan/ddl.h"
#include "plan/steps.h"
#include "schema/sql.h"

#include "diff/expand.h"

#include <string.h>

/* A child that stays with its parent, before and after. */
struct heir {
	const struct table *from, *to;
};
LIST(struct heir, heirs);

static struct heirs heirs_of(struct planner *planner, struct qualified parent)
{
	struct heirs heirs = {0};
	for (size_t i = 0; planner->diff->expanded && i < planner->to->tables.count; i++) {
		const struct table *to = planner->to->tables.items[i];
		const struct table *from =
			schema_find(planner->from, OBJECT_TABLE, to->object.name);
		struct heir heir = {from, to};
		if (from && !from->partition_of.name && !to->partition_of.name &&
			stays_with(from, to, parent))
			list_push(planner->arena, &heirs, heir);
	}
	return heirs;
}

/* --- to the children -------------------------------------------------------------------------- */

static bool keeps(const struct heir *heir, const char *column)
{
	const struct column *from = table_column(heir->from, column);
	const struct column *to = table_column(heir->to, column);
	return from && to && from->inherited && !to->inherited;
}

bool children_keep(struct planner *planner, const struct table *table, const char *column)
{
	struct heirs heirs = heirs_of(planner, table->object.name);
	list_each (const struct heir *, heir, &heirs) {
		if (keeps(heir, column))
			return true;
	}
	return false;
}

void say_children_lose(
	struct planner *planner, struct step *step, const struct table *table, const char *column)
{
	struct heirs heirs = heirs_of(planner, table->object.name);
	if (!children_keep(planner, table, column))
		return;
	list_each (const struct heir *, heir, &heirs) {
		const struct column *from = table_column(heir->from, column);
		if (from && from->inherited && !table_column(heir->to, column))
			step_say(planner, step, &from->object,
				ddl_drop_column(planner->arena, heir->to->object.name, column))
				->hazards |= HAZARD_LOSES_DATA;
	}
}

/* --- to the parent ---------------------------------------------------------------------------- */

/* What else is on the column would not follow its values. */
static bool is_used(struct planner *planner, const struct table *table, const char *column)
{
	list_each (struct index **, each, &table->indexes) {
		if (names_hold(&(*each)->columns, column) ||
			names_hold(&(*each)->mentions.columns, column))
			return true;
	}
	list_each (struct constraint **, each, &table->constraints) {
		if (names_hold(&(*each)->columns, column) ||
			names_hold(&(*each)->mentions.columns, column))
			return true;
	}
	list_each (struct column **, each, &table->columns) {
		if (names_hold(&(*each)->generated.mentions.columns, column))
			return true;
	}
	list_each (struct view **, each, &planner->from->views) {
		list_each (const struct qualified *, read, &(*each)->mentions.relations) {
			if (qualified_equal(*read, table->object.name))
				return true;
		}
	}
	list_each (struct definition **, each, &planner->from->definitions) {
		if (qualified_equal((*each)->relation, table->object.name))
			return true;
	}
	list_each (struct sequence **, each, &planner->from->sequences) {
		if (qualified_equal((*each)->owner_table, table->object.name) &&
			strcmp((*each)->owner_column, column) == 0)
			return true;
	}
	return false;
}

static bool steps_aside(
	struct planner *planner, const struct heir *heir, const struct column *column)
{
	const char *name = column->object.name.name;
	const struct column *from = table_column(heir->from, name);
	const struct column *to = table_column(heir->to, name);
	bool given = column->not_null && !column->default_value.sql;
	return from && to && !from->inherited && to->inherited && !given &&
	       !column->generated.sql && column->identity == IDENTITY_NONE &&
	       from->identity == IDENTITY_NONE && !from->generated.sql &&
	       strcmp(from->type.text, to->type.text) == 0 && !is_used(planner, heir->from, name);
}

/* A name that no column of the table has. */
static const char *aside(struct planner *planner, const struct heir *heir, const char *column)
{
	const char *name = arena_printf(planner->arena, "%.50s_old", column);
	for (int i = 2; table_column(heir->from, name) || table_column(heir->to, name); i++)
		name = arena_printf(planner->arena, "%.50s_old%d", column, i);
	return sql_identifier(planner->arena, name);
}

void say_children_step_aside(struct planner *planner, struct step *step, const struct table *table,
	const struct column *column)
{
	struct heirs heirs = heirs_of(planner, table->object.name);
	const char *name = column->object.name.name;
	list_each (const struct heir *, heir, &heirs) {
		if (steps_aside(planner, heir, column))
			step_say(planner, step, &column->object,
				arena_printf(planner->arena,
					"ALTER TABLE %s RENAME COLUMN %s TO %s",
					sql_qualified(planner->arena, heir->to->object.name),
					sql_identifier(planner->arena, name),
					aside(planner, heir, name)));
	}
}

void say_children_take_over(struct planner *planner, struct step *step, const struct table *table,
	const struct column *column)
{
	struct heirs heirs = heirs_of(planner, table->object.name);
	const char *name = column->object.name.name;
	list_each (const struct heir *, heir, &heirs) {
		if (!steps_aside(planner, heir, column))
			continue;
		const char *child = sql_qualified(planner->arena, heir->to->object.name);
		const char *old = aside(planner, heir, name);
		struct statement *statement = step_say(planner, step, &column->object,
			arena_printf(planner->arena, "UPDATE %s SET %s = %s", child,
				sql_identifier(planner->arena, name), old));
		statement->hazards |= HAZARD_REWRITES_TABLE;
		step_note(planner, step,
			"the column is the parent's from now on, and keeps its values");
		step_say(planner, step, &column->object,
			arena_printf(planner->arena, "ALTER TABLE %s DROP COLUMN %s", child, old));
	}
}
