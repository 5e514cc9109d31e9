/* Columns that pass from a table to those that inherit from it, and the other way; see steps.h. */
#include "plan/ddl.h"
#include "plan/steps.h"

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
				ddl_drop_column(
					planner->arena, heir->to->object.name, column, false))
				->hazards |= HAZARD_LOSES_DATA;
	}
}

/* One that took an index for its primary key has NOT NULL of its own then. */
static void say_partitions_may_be_null(
	struct planner *planner, struct step *step, struct qualified parent, const char *column)
{
	for (size_t i = 0; planner->diff->expanded && i < planner->to->tables.count; i++) {
		const struct table *to = planner->to->tables.items[i];
		const struct table *from =
			schema_find(planner->from, OBJECT_TABLE, to->object.name);
		if (!from || !qualified_equal(to->partition_of, parent) ||
			!stays_with(from, to, parent))
			continue;
		const struct column *own = table_column(to, column);
		if (to->partition_by)
			say_partitions_may_be_null(planner, step, to->object.name, column);
		else if (!own->not_null)
			step_say(planner, step, &own->object,
				ddl_alter_column(planner->arena, to->object.name, column,
					ddl_set_null(true)))
				->since = 18;
	}
}

static bool has_from_another(struct planner *planner, const struct table *heir,
	struct qualified parent, const char *column)
{
	list_each (const struct qualified *, each, &heir->inherits) {
		const struct table *other = schema_find(planner->to, OBJECT_TABLE, *each);
		if (!qualified_equal(*each, parent) && other && table_column(other, column))
			return true;
	}
	return false;
}

void say_children_may_be_null(
	struct planner *planner, struct step *step, struct qualified parent, const char *column)
{
	struct heirs heirs = heirs_of(planner, parent);
	say_partitions_may_be_null(planner, step, parent, column);
	list_each (const struct heir *, heir, &heirs) {
		const struct column *to = table_column(heir->to, column);
		if (!to || !to->inherited || to->not_null ||
			has_from_another(planner, heir->to, parent, column))
			continue;
		struct qualified name = heir->to->object.name;
		step_say(planner, step, &to->object,
			ddl_alter_column(planner->arena, name, column, ddl_set_null(true)))
			->since = 18;
		say_children_may_be_null(planner, step, name, column);
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
	return name;
}

void say_children_step_aside(struct planner *planner, struct step *step, const struct table *table,
	const struct column *column)
{
	struct heirs heirs = heirs_of(planner, table->object.name);
	const char *name = column->object.name.name;
	list_each (const struct heir *, heir, &heirs) {
		if (steps_aside(planner, heir, column))
			step_say(planner, step, &column->object,
				ddl_rename_part(planner->arena, &heir->to->object, OBJECT_COLUMN,
					name, aside(planner, heir, name)));
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
		struct qualified child = heir->to->object.name;
		const char *old = aside(planner, heir, name);
		struct statement *statement = step_say(planner, step, &column->object,
			ddl_copy_column(planner->arena, child, old, name));
		statement->hazards |= HAZARD_REWRITES_TABLE;
		step_note(planner, step,
			"the column is the parent's from now on, and keeps its values");
		step_say(planner, step, &column->object,
			ddl_drop_column(planner->arena, child, old, false));
	}
}

/* --- what a child has otherwise --------------------------------------------------------------- */

static void say(struct planner *planner, struct step *step, const struct table *table,
	const struct column *column, const char *what)
{
	step_say(planner, step, &table->object,
		ddl_alter_column(
			planner->arena, table->object.name, column->object.name.name, what));
}

/* One column of a table that stays with its parent, or is new. */
struct own {
	const struct table *table, *parent;
	const struct column *from, *to;      /* the table's; from NULL: it is new */
	const struct column *before, *after; /* the parent's */
};

/* Whether the parent's statements leave another default than there is to be. */
static bool has_other_default(const struct own *own)
{
	const struct column *left = own->from;
	bool retyped = own->before && !strings_equal(own->before->type.text, own->after->type.text);
	if (!own->from || !own->before || retyped ||
		!strings_equal(own->before->default_value.sql, own->after->default_value.sql))
		left = own->after;
	return !strings_equal(left->default_value.sql, own->to->default_value.sql);
}

static bool has_other_null(const struct own *own)
{
	const struct column *left = own->from;
	if (!own->from || !own->before || own->before->not_null != own->after->not_null)
		left = own->after;
	return left->not_null != own->to->not_null;
}

static void plan_own_default(struct planner *planner, const struct own *own)
{
	const char *name = own->to->object.name.name;
	struct step *step = step_add(planner, RANK_DEFAULT);
	say(planner, step, own->table, own->to,
		ddl_set_default(planner->arena, own->to->default_value.sql));
	step_needs(planner, step, word_table(planner, own->table->object.name));
	step_needs(planner, step, word_column(planner, own->table->object.name, name));
	step_needs(planner, step, word_default(planner, own->parent->object.name, name));
	step_needs_uses(planner, step, &own->to->default_value.mentions);
	step_provides(planner, step, word_default(planner, own->table->object.name, name));
	if (own->from)
		step_frees_uses(planner, step, &own->from->default_value.mentions);
}

static struct step *own_null_step(struct planner *planner, const struct own *own)
{
	if (own->from && own->to->not_null)
		return set_not_null_step(planner, own->table, own->to);
	struct step *step = step_add(planner, RANK_NULL);
	say(planner, step, own->table, own->to, ddl_set_null(!own->to->not_null));
	if (own->from)
		step_breaks(step, COMPATIBILITY_TIGHTENING);
	step_provides(planner, step,
		word_null(planner, own->table->object.name, own->to->object.name.name));
	return step;
}

static void plan_own_null(struct planner *planner, const struct own *own)
{
	const char *name = own->to->object.name.name;
	struct qualified table = own->table->object.name;
	struct step *step = own_null_step(planner, own);
	step_needs(planner, step, word_table(planner, table));
	step_needs(planner, step, word_column(planner, table, name));
	step_needs(planner, step, word_null(planner, own->parent->object.name, name));
}

/* The parent that the table keeps and that has the column. from: NULL when the table is new. */
static const struct table *parent_of(struct planner *planner, const struct table *from,
	const struct table *to, const char *column)
{
	const struct qualified *parents = to->inherits.items;
	size_t count = to->inherits.count;
	if (to->partition_of.name) {
		parents = &to->partition_of;
		count = 1;
	}
	for (size_t i = 0; i < count; i++) {
		const struct table *parent = schema_find(planner->to, OBJECT_TABLE, parents[i]);
		if (parent && (!from || stays_with(from, to, parents[i])) &&
			table_column(parent, column))
			return parent;
	}
	return NULL;
}

static void plan_own_of(struct planner *planner, const struct table *from, const struct table *to)
{
	list_each (struct column **, each, &to->columns) {
		const char *name = (*each)->object.name.name;
		struct own own = {.table = to, .to = *each};
		own.from = from ? table_column(from, name) : NULL;
		own.parent = (*each)->inherited ? parent_of(planner, from, to, name) : NULL;
		if (!own.parent || (*each)->generated.sql || (*each)->identity != IDENTITY_NONE)
			continue;
		bool concerns = (*each)->own_default || (*each)->own_not_null ||
				(own.from && (own.from->own_default || own.from->own_not_null));
		const struct table *before =
			schema_find(planner->from, OBJECT_TABLE, own.parent->object.name);
		own.before = before ? table_column(before, name) : NULL;
		own.after = table_column(own.parent, name);
		if (concerns && has_other_default(&own))
			plan_own_default(planner, &own);
		if (concerns && has_other_null(&own))
			plan_own_null(planner, &own);
	}
}

void plan_own(struct planner *planner)
{
	for (size_t i = 0; planner->diff->expanded && i < planner->to->tables.count; i++) {
		const struct table *to = planner->to->tables.items[i];
		const struct table *from =
			schema_find(planner->from, OBJECT_TABLE, to->object.name);
		bool new =
			!from || is_made_anew(from, to) || is_new_table(planner, to->object.name);
		plan_own_of(planner, new ? NULL : from, to);
	}
}
