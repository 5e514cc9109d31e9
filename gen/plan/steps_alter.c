/* Steps for columns that go on with another default, NULL, identity, generation or storage; those
 * that get another type are picked here and retyped by steps_retype.c. */
#include "diff/expand.h"
#include "plan/ddl.h"
#include "plan/steps_alter.h"
#include "schema/names.h"
#include "schema/sql.h"

#include <string.h>

/* Whether it stays, under another type. */
static bool is_retyped(const struct altered *altered)
{
	return altered->fate == FATE_CARRIED || altered->fate == FATE_RETYPED;
}

/* --- default -------------------------------------------------------------------------------- */

static void drop_default(struct planner *planner, const struct altered *altered)
{
	const char *name = altered->to->object.name.name;
	struct step *step = step_add(planner, RANK_LOOSEN);
	step_say(planner, step, &altered->to->object,
		ddl_alter_column(planner->arena, altered->table->object.name, name,
			ddl_set_default(planner->arena, NULL)));
	step_provides(planner, step, word_default(planner, altered->table->object.name, name));
	step_frees_uses(planner, step, &altered->from->default_value.mentions);
	if (!altered->to->default_value.sql && altered->to->not_null &&
		altered->to->identity == IDENTITY_NONE)
		step_breaks(step, COMPATIBILITY_TIGHTENING);
}

/* dropped: the old default is gone by then. */
static void set_default(struct planner *planner, const struct altered *altered, bool dropped)
{
	struct qualified table = altered->table->object.name;
	const char *name = altered->to->object.name.name;
	struct step *step = step_add(planner, RANK_DEFAULT);
	step_say(planner, step, &altered->to->object,
		ddl_alter_column(planner->arena, table, name,
			ddl_set_default(planner->arena, altered->to->default_value.sql)));
	step_needs_uses(planner, step, &altered->to->default_value.mentions);
	step_needs(planner, step, word_column(planner, table, name));
	step_provides(planner, step, word_default(planner, table, name));
	if (!dropped)
		step_frees_uses(planner, step, &altered->from->default_value.mentions);
}

/* A default that cannot follow its column to the new type is taken off before and set after. One
 * with a string in it is set again, too: the server would keep the string's old type in it, which
 * may be an array of a domain that is made anew. */
static void plan_default(struct planner *planner, const struct altered *altered)
{
	const struct expression *from = &altered->from->default_value;
	const struct expression *to = &altered->to->default_value;
	bool differs = !strings_equal(from->sql, to->sql);
	const struct sql_type *type = &altered->to->type;
	bool remade_array = type->dimensions && survey_remade_type(&planner->survey, type->user);
	bool in_the_way =
		from->sql && (survey_casts_to_remade(&planner->survey, &from->mentions) ||
				     survey_calls_going(&planner->survey, &from->mentions) ||
				     (is_retyped(altered) &&
					     (remade_array || !casts_by_itself(planner, altered))));
	bool restated = to->sql && is_retyped(altered) && strchr(to->sql, '\'') &&
			to->mentions.relations.count == 0;
	bool dropped = (differs && !to->sql) || in_the_way;
	if (dropped)
		drop_default(planner, altered);
	if (to->sql && (differs || in_the_way || restated))
		set_default(planner, altered, dropped);
}

/* --- null, identity, generated --------------------------------------------------------------- */

/* A column cannot hold NULL as long as a primary key holds the column. */
static void needs_key_gone(
	struct planner *planner, struct step *step, const struct altered *altered)
{
	struct qualified name = altered->table->object.name;
	const struct constraint *key =
		table_primary_key(schema_find(planner->from, OBJECT_TABLE, name));
	if (key && names_hold(&key->columns, altered->from->object.name.name))
		step_needs(planner, step, word_key_gone(planner, name, &key->columns));
}

static void drop_not_null(struct planner *planner, const struct altered *altered)
{
	struct qualified table = altered->table->object.name;
	const char *name = altered->to->object.name.name;
	struct step *step = step_add(planner, RANK_NULL);
	step_say(planner, step, &altered->to->object,
		ddl_alter_column(planner->arena, table, name, ddl_set_null(true)));
	step_needs(planner, step, word_column(planner, table, name));
	step_provides(planner, step, word_null(planner, table, name));
	needs_key_gone(planner, step, altered);
	step_breaks(step, COMPATIBILITY_TIGHTENING);
	say_children_may_be_null(planner, step, table, name);
}

static void plan_null(struct planner *planner, const struct altered *altered)
{
	if (!altered->to->not_null) {
		drop_not_null(planner, altered);
		return;
	}
	struct step *step = set_not_null_step(planner, altered->table, altered->to);
	step_needs(planner, step,
		word_column(planner, altered->table->object.name, altered->to->object.name.name));
}

static void drop_identity(struct planner *planner, const struct altered *altered)
{
	struct qualified table = altered->table->object.name;
	const char *name = altered->to->object.name.name;
	struct step *step = step_add(planner, RANK_LOOSEN);
	step_say(planner, step, &altered->to->object,
		ddl_alter_column(planner->arena, table, name, ddl_set_identity(IDENTITY_NONE)));
	step_provides(planner, step,
		word_name_free(
			planner, table.schema, name_make(planner->arena, table.name, name, "seq")));
	if (altered->to->not_null && !altered->to->default_value.sql)
		step_breaks(step, COMPATIBILITY_TIGHTENING);
}

/* PostgreSQL's own options are spelt out where the old ones were others. */
static struct sequence_options options_of(const struct column *column)
{
	return column->identity_options.type ? column->identity_options
					     : ddl_plain_options(column->type.base);
}

/* The rows have values already: the sequence goes on after them. */
static void go_on_after_rows(
	struct planner *planner, struct step *step, const struct altered *altered)
{
	struct arena *arena = planner->arena;
	struct qualified table = altered->table->object.name;
	const char *name = altered->to->object.name.name;
	const struct sequence_options options = options_of(altered->to);
	step_say(planner, step, &altered->to->object,
		ddl_set_sequence(
			arena, ddl_sequence_of(arena, table, name), table, name, &options));
}

static void add_identity(struct planner *planner, const struct altered *altered)
{
	struct arena *arena = planner->arena;
	struct qualified table = altered->table->object.name;
	const char *name = altered->to->object.name.name;
	struct step *step = step_add(planner, RANK_IDENTITY);
	step_say(planner, step, &altered->to->object,
		ddl_alter_column(arena, table, name, ddl_add_identity(arena, altered->to)));
	if (altered->to->identity == IDENTITY_ALWAYS)
		step_breaks(step, COMPATIBILITY_TIGHTENING);
	go_on_after_rows(planner, step, altered);
	step_needs(planner, step, word_column(planner, table, name));
	step_needs(planner, step, word_null(planner, table, name));
	step_needs(planner, step,
		word_name_free(planner, table.schema, name_make(arena, table.name, name, "seq")));
}

static void plan_identity(struct planner *planner, const struct altered *altered)
{
	enum identity from = altered->from->identity, to = altered->to->identity;
	if (to == IDENTITY_NONE) {
		drop_identity(planner, altered);
	} else if (from == IDENTITY_NONE) {
		add_identity(planner, altered);
	} else {
		struct step *step = step_add(planner, RANK_IDENTITY);
		step_say(planner, step, &altered->to->object,
			ddl_alter_column(planner->arena, altered->table->object.name,
				altered->to->object.name.name, ddl_set_identity(to)));
		if (to == IDENTITY_ALWAYS)
			step_breaks(step, COMPATIBILITY_TIGHTENING);
	}
}

static void plan_identity_options(struct planner *planner, const struct altered *altered)
{
	struct sequence_options from = options_of(altered->from), to = options_of(altered->to);
	const char *changes = ddl_identity_changes(planner->arena, &from, &to);
	if (!*changes)
		return;
	struct step *step = step_add(planner, RANK_IDENTITY);
	/* The server refuses limits that the sequence has not come to yet. */
	if (to.increment > 0 && to.minimum > from.minimum && to.start <= from.maximum)
		go_on_after_rows(planner, step, altered);
	step_say(planner, step, &altered->to->object,
		ddl_alter_column(planner->arena, altered->table->object.name,
			altered->to->object.name.name, changes));
	step_needs(planner, step,
		word_column(planner, altered->table->object.name, altered->to->object.name.name));
}

static void drop_expression(struct planner *planner, const struct altered *altered)
{
	struct qualified table = altered->table->object.name;
	const char *name = altered->to->object.name.name;
	struct step *step = step_add(planner, RANK_LOOSEN);
	step_say(planner, step, &altered->to->object,
		ddl_alter_column(planner->arena, table, name, ddl_drop_expression()));
	step_provides_column_gone(planner, step, table, name);
	step_frees_uses(planner, step, &altered->from->generated.mentions);
	if (altered->to->not_null && !altered->to->default_value.sql)
		step_breaks(step, COMPATIBILITY_TIGHTENING);
}

/* What was computed whenever it was read is stored first, so that it stays. */
static void add_with_values(struct planner *planner, const struct altered *altered)
{
	const struct column *to = altered->to;
	struct column *stored = arena_new(planner->arena, struct column);
	*stored = *to;
	stored->generated = altered->from->generated;
	stored->default_value = (struct expression){0};
	add_column_step(planner, altered->table, stored, FATE_REMADE);
	struct step *step = planner->steps.items[planner->steps.count - 1];
	step_say(planner, step, &to->object,
		ddl_alter_column(planner->arena, altered->table->object.name, to->object.name.name,
			ddl_drop_expression()));
	if (to->default_value.sql)
		step_say(planner, step, &to->object,
			ddl_alter_column(planner->arena, altered->table->object.name,
				to->object.name.name,
				ddl_set_default(planner->arena, to->default_value.sql)));
	step_needs_uses(planner, step, &to->default_value.mentions);
	if (to->not_null && !to->default_value.sql)
		step_breaks(step, COMPATIBILITY_TIGHTENING);
}

static void plan_remade_column(struct planner *planner, const struct altered *altered)
{
	if (!altered->to->generated_virtual)
		gather_statistics(planner, &altered->table->object);
	drop_column_step(planner, altered->table, altered->from, FATE_REMADE);
	if (altered->from->generated_virtual && !altered->to->generated.sql &&
		altered->to->identity == IDENTITY_NONE)
		add_with_values(planner, altered);
	else
		add_column_step(planner, altered->table, altered->to, FATE_REMADE);
}

/* A new type brings its own storage and compression. */
static void plan_storage(struct planner *planner, const struct altered *altered)
{
	const struct column *from = altered->from, *to = altered->to;
	struct column before = *from;
	if (is_retyped(altered))
		before.storage = before.compression = NULL;
	struct step *step = step_add(planner, RANK_DEFAULT);
	say_column_storage(planner, step, altered->table, &before, to);
	if (step->statements.count == 0) {
		planner->steps.count--;
		return;
	}
	step_needs(planner, step,
		word_column(planner, altered->table->object.name, to->object.name.name));
}

/* All that a column needs to become what it is in the new schema, whether a change says so or the
 * survey does. */
static void alter_column(struct planner *planner, const struct altered *altered)
{
	const struct column *from = altered->from, *to = altered->to;
	if (altered->fate == FATE_REMADE) {
		plan_remade_column(planner, altered);
		return;
	}
	if (from->generated.sql && !to->generated.sql)
		drop_expression(planner, altered);
	plan_default(planner, altered);
	if (from->identity != to->identity)
		plan_identity(planner, altered);
	if (from->identity != IDENTITY_NONE && to->identity != IDENTITY_NONE)
		plan_identity_options(planner, altered);
	plan_storage(planner, altered);
	/* An identity column is NOT NULL; nothing to say when both begin. */
	if (from->not_null != to->not_null)
		plan_null(planner, altered);
}

static void alter_table(struct planner *planner, const struct table *from, const struct table *to)
{
	LIST(struct altered, columns) retyped = {0};
	list_each (struct column **, column, &to->columns) {
		struct altered altered = {
			.table = to,
			.from = table_column(from, (*column)->object.name.name),
			.to = *column,
			.fate = survey_fate(
				&planner->survey, to->object.name, (*column)->object.name.name),
		};
		if (!altered.from || (*column)->inherited)
			continue;
		alter_column(planner, &altered);
		if (is_retyped(&altered))
			list_push(planner->arena, &retyped, altered);
	}
	if (retyped.count) {
		retype_columns(planner, retyped.items, retyped.count);
		gather_statistics(planner, &to->object);
	}
}

void plan_altered_columns(struct planner *planner)
{
	list_each (struct table **, table, &planner->to->tables) {
		const struct table *from =
			schema_find(planner->from, OBJECT_TABLE, (*table)->object.name);
		if (from && !is_made_anew(from, *table))
			alter_table(planner, from, *table);
	}
}

void plan_column(struct planner *planner, const struct change *change)
{
	if (change->kind == CHANGE_CREATE)
		add_column_step(planner, (const struct table *)change->to_parent,
			(const struct column *)change->to, FATE_STAYS);
	else if (change->kind == CHANGE_DROP)
		drop_column_step(planner, (const struct table *)change->from_parent,
			(const struct column *)change->from, FATE_STAYS);
}
