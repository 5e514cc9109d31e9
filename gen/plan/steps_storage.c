/* Steps for tables that go on with other storage parameters, logged or unlogged, with or without
 * row security. */
#include "plan/ddl.h"
#include "plan/steps.h"
#include "schema/sql.h"

#include <string.h>

static void set_parameters(
	struct planner *planner, const struct table *from, const struct table *to)
{
	struct arena *arena = planner->arena;
	struct qualified name = to->object.name;
	const char *set = ddl_set_parameters(arena, &from->parameters, &to->parameters);
	const char *reset = ddl_reset_parameters(arena, &from->parameters, &to->parameters);
	struct step *step = step_add(planner, RANK_STORAGE);
	if (set)
		step_say(planner, step, &to->object, ddl_alter(arena, OBJECT_TABLE, name, set));
	if (reset)
		step_say(planner, step, &to->object, ddl_alter(arena, OBJECT_TABLE, name, reset));
}

/* A logged table must not refer to an unlogged one, at no moment: of two that become logged the one
 * that is referred to is the first, of two that become unlogged the other. A foreign key that does
 * not stay is gone before. */
static void follow_key(struct planner *planner, struct step *step, const struct table *table,
	const struct constraint *key, struct qualified other)
{
	if (survey_keeps(&planner->survey, table, key))
		step_needs(planner, step, word_logged(planner, other));
	else
		step_needs(planner, step,
			word_constraint_gone(planner, table->object.name, key->object.name.name));
}

static void follow_keys(struct planner *planner, struct step *step, const struct table *changed)
{
	struct qualified name = changed->object.name;
	list_each (struct table **, each, &planner->from->tables) {
		list_each (struct constraint **, key, &(*each)->constraints) {
			bool to = qualified_equal((*key)->references, name);
			if ((*key)->type != CONSTRAINT_FOREIGN_KEY || (to && *each == changed))
				continue;
			if (changed->unlogged && *each == changed)
				follow_key(planner, step, changed, *key, (*key)->references);
			else if (!changed->unlogged && to)
				follow_key(planner, step, *each, *key, (*each)->object.name);
		}
	}
}

static void set_logged(struct planner *planner, const struct table *from, const struct table *to)
{
	struct qualified name = to->object.name;
	struct step *step = step_add(planner, RANK_LOGGED);
	struct statement *statement = step_say(planner, step, &to->object,
		ddl_set_logged(planner->arena, OBJECT_TABLE, name, !to->unlogged));
	statement->hazards |=
		hazards_of_rows(planner, name, HAZARD_REWRITES_TABLE | HAZARD_BLOCKS_READS);
	if (to->unlogged)
		step_note(planner, step,
			"from then on a crash of the server empties %s, and no standby has its "
			"rows; fails when a publication names it",
			quoted(planner, name));
	step_provides(planner, step, word_logged(planner, name));
	follow_keys(planner, step, from);
}

static bool has_policy(const struct schema *schema, struct qualified table)
{
	list_each (struct definition **, each, &schema->definitions) {
		if ((*each)->object.kind == OBJECT_POLICY &&
			qualified_equal((*each)->relation, table))
			return true;
	}
	return false;
}

void say_row_security(struct planner *planner, struct step *step, const struct table *table)
{
	struct qualified name = table->object.name;
	step_say(planner, step, &table->object,
		ddl_row_security(planner->arena, name, table->row_security));
	if (!table->row_security)
		step_note(planner, step, "whoever may read %s sees all of its rows then",
			quoted(planner, name));
	else if (!has_policy(planner->to, name))
		step_note(planner, step,
			"without a policy only the owner of %s and superusers see its rows",
			quoted(planner, name));
}

static void force_row_security(struct planner *planner, const struct table *to)
{
	struct step *step =
		step_add(planner, to->force_row_security ? RANK_SECURITY : RANK_UNSECURE);
	step_say(planner, step, &to->object,
		ddl_force_row_security(planner->arena, to->object.name, to->force_row_security));
	if (to->force_row_security)
		step_breaks(step, COMPATIBILITY_BREAKING);
}

static void set_row_security(struct planner *planner, const struct table *to)
{
	struct step *step = step_add(planner, to->row_security ? RANK_SECURITY : RANK_UNSECURE);
	say_row_security(planner, step, to);
	if (to->row_security)
		step_breaks(step, COMPATIBILITY_BREAKING);
}

/* --- where and how rows are kept ----------------------------------------------------------------
 */

static void move_rows(struct planner *planner, const struct table *to, const char *sql)
{
	struct step *step = step_add(planner, RANK_STORAGE);
	struct statement *statement = step_say(planner, step, &to->object, sql);
	if (!to->partition_by)
		statement->hazards |= hazards_of_rows(
			planner, to->object.name, HAZARD_REWRITES_TABLE | HAZARD_BLOCKS_READS);
}

void say_replica_identity(struct planner *planner, struct step *step, const struct table *table)
{
	step_say(planner, step, &table->object, ddl_replica_identity(planner->arena, table));
}

/* The index must be there. One that is made anew loses the part. */
static void plan_replica_identity(struct planner *planner, const struct table *to)
{
	const char *identity = to->replica_identity;
	struct step *step = step_add(planner, RANK_REPLICA_IDENTITY);
	say_replica_identity(planner, step, to);
	step_note(planner, step, "who subscribes to %s is told otherwise which rows change%s",
		quoted(planner, to->object.name),
		identity && strcmp(identity, "nothing") == 0
			? "; fails for every UPDATE and DELETE that is published"
			: "");
	if (identity_index(to))
		step_needs_part(planner, step, to, identity_index(to));
}

void say_clustering(struct planner *planner, struct step *step, const struct table *table)
{
	step_say(planner, step, &table->object, ddl_cluster(planner->arena, table));
}

void say_clustering_again(
	struct planner *planner, struct step *step, const struct table *table, const char *index)
{
	const struct table *from = schema_find(planner->from, OBJECT_TABLE, table->object.name);
	if (from && from->clustered_on && table->clustered_on &&
		strcmp(from->clustered_on, index) == 0 && strcmp(table->clustered_on, index) == 0)
		say_clustering(planner, step, table);
}

static void plan_clustering(struct planner *planner, const struct table *to)
{
	struct step *step = step_add(planner, RANK_REPLICA_IDENTITY);
	say_clustering(planner, step, to);
	if (to->clustered_on)
		step_needs_part(planner, step, to, to->clustered_on);
}

/* Of an unknown type, what most have that need it. */
static const char *own_storage(struct planner *planner, const struct sql_type *type)
{
	const char *storage = schema_own_storage(planner->to, type);
	return storage ? storage : "extended";
}

static void say_of_column(struct planner *planner, struct step *step, const struct table *table,
	const struct column *column, const char *what)
{
	step_say(planner, step, &column->object,
		ddl_alter_column(
			planner->arena, table->object.name, column->object.name.name, what));
}

void say_column_storage(struct planner *planner, struct step *step, const struct table *table,
	const struct column *before, const struct column *after)
{
	static const struct column plain = {0};
	struct arena *arena = planner->arena;
	const struct column *from = before ? before : &plain;
	const char *storage = after->storage ? after->storage : own_storage(planner, &after->type);
	const char *set = ddl_set_parameters(arena, &from->parameters, &after->parameters);
	const char *reset = ddl_reset_parameters(arena, &from->parameters, &after->parameters);
	if (!strings_equal(from->storage, after->storage))
		say_of_column(planner, step, table, after, ddl_set_storage(arena, storage));
	if (!strings_equal(from->compression, after->compression))
		say_of_column(planner, step, table, after,
			ddl_set_compression(arena, after->compression));
	if (from->statistics != after->statistics)
		say_of_column(planner, step, table, after, ddl_set_statistics(arena, after));
	if (set)
		say_of_column(planner, step, table, after, set);
	if (reset)
		say_of_column(planner, step, table, after, reset);
}

void plan_altered_table(struct planner *planner, const struct change *change)
{
	const struct table *from = (const struct table *)change->from;
	const struct table *to = (const struct table *)change->to;
	if (change->attribute == ATTRIBUTE_PARAMETERS)
		set_parameters(planner, from, to);
	else if (change->attribute == ATTRIBUTE_LOGGED)
		set_logged(planner, from, to);
	else if (change->attribute == ATTRIBUTE_SECURITY)
		set_row_security(planner, to);
	else if (change->attribute == ATTRIBUTE_FORCED)
		force_row_security(planner, to);
	else if (change->attribute == ATTRIBUTE_PARTITION)
		plan_partition(planner, from, to);
	else if (change->attribute == ATTRIBUTE_PARENTS)
		plan_parents(planner, from, to);
	else if (change->attribute == ATTRIBUTE_ACCESS_METHOD)
		move_rows(planner, to, ddl_access_method(planner->arena, to));
	else if (change->attribute == ATTRIBUTE_TABLESPACE)
		move_rows(planner, to,
			ddl_tablespace(
				planner->arena, OBJECT_TABLE, to->object.name, to->tablespace));
	else if (change->attribute == ATTRIBUTE_REPLICA_IDENTITY)
		plan_replica_identity(planner, to);
	else if (change->attribute == ATTRIBUTE_CLUSTER)
		plan_clustering(planner, to);
}
