/* Steps for indexes of tables and materialized views that stand already. */
#include "base/text.h"
#include "plan/ddl.h"
#include "plan/steps.h"

#include <string.h>

void say_identity_again(
	struct planner *planner, struct step *step, struct qualified table, const char *index)
{
	static const char start[] = "index ";
	const struct table *from = schema_find(planner->from, OBJECT_TABLE, table);
	const struct table *to = schema_find(planner->to, OBJECT_TABLE, table);
	const char *identity = to ? to->replica_identity : NULL;
	step_provides(planner, step, word_index(planner, table, index));
	if (!from || !identity || is_new_table(planner, table) ||
		!strings_equal(from->replica_identity, identity) ||
		strncmp(identity, start, sizeof start - 1) != 0 ||
		strcmp(identity + sizeof start - 1, index) != 0)
		return;
	struct step *again = step_add(planner, RANK_REPLICA_IDENTITY);
	say_replica_identity(planner, again, to);
	step_needs(planner, again, word_index(planner, table, index));
}

void alter_index_storage(struct planner *planner, const struct object *parent,
	const struct object *object, const struct sql_storage *from, const struct sql_storage *to)
{
	struct arena *arena = planner->arena;
	struct qualified name = {.schema = parent->name.schema, .name = object->name.name};
	const char *index = arena_printf(arena, "ALTER INDEX %s", sql_qualified(arena, name));
	struct text set = {0}, reset = {0};
	list_each (const struct parameter *, each, &to->parameters) {
		if (!strings_equal(parameter_value(&from->parameters, each->name), each->value))
			text_printf(
				&set, "%s%s = %s", set.length ? ", " : "", each->name, each->value);
	}
	list_each (const struct parameter *, each, &from->parameters) {
		if (!parameter_value(&to->parameters, each->name))
			text_printf(&reset, "%s%s", reset.length ? ", " : "", each->name);
	}
	struct step *step = step_add(planner, RANK_INDEX);
	if (set.length)
		step_say(planner, step, object,
			arena_printf(arena, "%s SET (%s)", index, text_string(&set)));
	if (reset.length)
		step_say(planner, step, object,
			arena_printf(arena, "%s RESET (%s)", index, text_string(&reset)));
	if (!strings_equal(from->tablespace, to->tablespace)) {
		struct statement *statement = step_say(planner, step, object,
			ddl_tablespace(arena, OBJECT_INDEX, name, to->tablespace));
		statement->hazards |= HAZARD_BLOCKS_READS;
	}
	text_finish(&set);
	text_finish(&reset);
}

/* A new index of the parent would take a like one of the partition for its own. */
static void needs_parents_index(struct planner *planner, struct step *step,
	const struct object *parent, const struct index *index)
{
	const struct table *table = (const struct table *)parent;
	if (parent->kind != OBJECT_TABLE)
		return;
	list_each (struct index **, each, &table->indexes) {
		if ((*each)->inherited && strings_equal((*each)->definition, index->definition))
			step_needs(planner, step,
				word_index(
					planner, table->partition_of, (*each)->attached_to.name));
	}
}

/* The server cannot, for all partitions at once. */
static bool can_build_concurrently(const struct object *parent)
{
	return parent->kind != OBJECT_TABLE || !((const struct table *)parent)->partition_by;
}

void add_index_step(struct planner *planner, const struct object *parent, const struct index *index)
{
	struct qualified name = parent->name;
	bool gently = is_in_use(planner, name) && can_build_concurrently(parent);
	struct step *step = step_add(planner, gently ? RANK_BUILD_INDEX : RANK_INDEX);
	const char *create = ddl_create_index(planner->arena, name, index);
	struct statement *statement = step_say(planner, step, &index->object,
		gently ? ddl_concurrently(planner->arena, create) : create);
	needs_parents_index(planner, step, parent, index);
	if (gently)
		statement->standing = STANDS_OUTSIDE;
	else if (!is_new_table(planner, name))
		statement->hazards |= HAZARD_BLOCKS_WRITES;
	if (index->unique && !is_new_table(planner, name) &&
		!survey_rebuilds(&planner->survey, &index->object)) {
		step_note(planner, step, "fails when rows of %s have the same values",
			quoted(planner, name));
		step_breaks(step, COMPATIBILITY_TIGHTENING);
	}
	step_say_comment(planner, step, &index->object, parent);
	if (parent->kind == OBJECT_TABLE)
		say_clustering_again(
			planner, step, (const struct table *)parent, index->object.name.name);
	step_needs_index(planner, step, name, index);
	step_needs(planner, step, word_name_free(planner, name.schema, index->object.name.name));
	if (index->unique)
		step_provides(planner, step, word_key(planner, name, &index->columns));
	say_identity_again(planner, step, name, index->object.name.name);
}

void drop_index_step(
	struct planner *planner, const struct object *parent, const struct index *index)
{
	struct qualified name = parent->name;
	struct step *step = step_add(planner, RANK_DROP_CONSTRAINT);
	step_say(planner, step, &index->object,
		ddl_drop_index(planner->arena, name, index->object.name.name));
	step_needs(planner, step, word_key_reference_gone(planner, name, &index->columns));
	step_frees_uses(planner, step, &index->mentions);
	if (index->unique)
		step_provides(planner, step, word_key_gone(planner, name, &index->columns));
	step_provides(planner, step, word_name_free(planner, name.schema, index->object.name.name));
}

static bool index_altered(struct planner *planner, const struct change *change)
{
	struct sql_storage before, after;
	if (change->kind != CHANGE_ALTER ||
		!survey_alters_in_place(
			&planner->survey, change->to_parent, change->from, change->to) ||
		!sql_index_storage(planner->arena, ((const struct index *)change->from)->definition,
			&before) ||
		!sql_index_storage(
			planner->arena, ((const struct index *)change->to)->definition, &after))
		return false;
	alter_index_storage(planner, change->to_parent, change->to, &before, &after);
	return true;
}

void plan_index(struct planner *planner, const struct change *change)
{
	const struct object *parent = change->to_parent;
	if (survey_remakes(&planner->survey, parent))
		return; /* comes with its view */
	if (index_altered(planner, change))
		return;
	if (change->kind != CHANGE_CREATE &&
		!(change->kind == CHANGE_DROP && goes_with_column(planner, change)))
		drop_index_step(planner, change->from_parent, (const struct index *)change->from);
	if (change->kind != CHANGE_DROP)
		add_index_step(planner, parent, (const struct index *)change->to);
}
