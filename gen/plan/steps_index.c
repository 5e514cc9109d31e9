/* Steps for indexes of tables and materialized views that stand already. */
#include "plan/ddl.h"
#include "plan/steps.h"

#include <string.h>

const char *index_above(const struct table *table, const char *name)
{
	const struct constraint *key = table_constraint(table, name);
	const struct index *index = table_index(table, name);
	if (key)
		return key->inherited ? key->part_of : NULL;
	return index && index->inherited ? index->attached_to.name : NULL;
}

void step_needs_part(
	struct planner *planner, struct step *step, const struct table *table, const char *index)
{
	for (; table && index; table = schema_partitioned(planner->to, table)) {
		step_needs(planner, step, word_index(planner, table->object.name, index));
		index = index_above(table, index);
	}
}

const char *identity_index(const struct table *table)
{
	static const char start[] = "index ";
	const char *identity = table->replica_identity;
	return identity && strncmp(identity, start, sizeof start - 1) == 0
		       ? identity + sizeof start - 1
		       : NULL;
}

void say_part_again(struct planner *planner, const struct table *from, const struct table *to,
	const char *index)
{
	if (strings_equal(identity_index(from), index) &&
		strings_equal(identity_index(to), index)) {
		struct step *step = step_add(planner, RANK_REPLICA_IDENTITY);
		say_replica_identity(planner, step, to);
		step_needs_part(planner, step, to, index);
	}
	if (strings_equal(from->clustered_on, index) && strings_equal(to->clustered_on, index)) {
		struct step *step = step_add(planner, RANK_REPLICA_IDENTITY);
		say_clustering(planner, step, to);
		step_needs_part(planner, step, to, index);
	}
}

void say_identity_again(
	struct planner *planner, struct step *step, struct qualified table, const char *index)
{
	const struct table *from = schema_find(planner->from, OBJECT_TABLE, table);
	const struct table *to = schema_find(planner->to, OBJECT_TABLE, table);
	step_provides(planner, step, word_index(planner, table, index));
	if (!from || !to || is_new_table(planner, table) ||
		!strings_equal(identity_index(from), index) ||
		!strings_equal(identity_index(to), index))
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
	const char *set = ddl_set_parameters(arena, &from->parameters, &to->parameters);
	const char *reset = ddl_reset_parameters(arena, &from->parameters, &to->parameters);
	struct step *step = step_add(planner, RANK_INDEX);
	if (set)
		step_say(planner, step, object, ddl_alter(arena, OBJECT_INDEX, name, set));
	if (reset)
		step_say(planner, step, object, ddl_alter(arena, OBJECT_INDEX, name, reset));
	if (!strings_equal(from->tablespace, to->tablespace)) {
		struct statement *statement = step_say(planner, step, object,
			ddl_tablespace(arena, OBJECT_INDEX, name, to->tablespace));
		statement->hazards |= hazards_of_rows(planner, parent->name, HAZARD_BLOCKS_READS);
	}
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
static bool is_partitioned(const struct object *parent)
{
	return parent->kind == OBJECT_TABLE && ((const struct table *)parent)->partition_by;
}

/* What is taken away only to come back does so in one transaction: nobody is to find the table
 * without it. */
static bool builds_beside(
	struct planner *planner, const struct object *parent, const struct index *index)
{
	return is_in_use(planner, parent->name) && !is_partitioned(parent) &&
	       !survey_rebuilds(&planner->survey, &index->object);
}

bool index_is_built(struct planner *planner, const struct object *parent, const struct index *index)
{
	const struct object *from = schema_find(planner->from, parent->kind, parent->name);
	if (!from || index->inherited || !builds_beside(planner, parent, index))
		return false;
	struct objects before = objects_within(planner->arena, from, OBJECT_INDEX);
	const struct index *old = (const struct index *)objects_find(&before, index->object.name);
	if (!old)
		return true;
	return (old->unique != index->unique ||
		       !strings_equal(old->definition, index->definition)) &&
	       !survey_alters_in_place(&planner->survey, parent, &old->object, &index->object) &&
	       !survey_cannot_stay(&planner->survey, parent->name, &old->object) &&
	       !is_referenced_by_what_goes(planner, parent->name, &old->object);
}

static void say_when_it_fails(struct planner *planner, struct step *step,
	const struct object *parent, const struct index *index)
{
	if (!index->unique || is_new_table(planner, parent->name) ||
		survey_rebuilds(&planner->survey, &index->object))
		return;
	step_note(planner, step, "fails when rows of %s have the same values",
		quoted(planner, parent->name));
	step_breaks(step, COMPATIBILITY_TIGHTENING);
}

/* Under another name than its own while that one is taken. */
static struct step *build_index(struct planner *planner, const struct object *parent,
	const struct index *index, const char *name, bool beside)
{
	struct index built = *index;
	built.object.name.name = name;
	struct step *step = step_add(planner, beside ? RANK_BUILD_INDEX : RANK_INDEX);
	const char *create = ddl_create_index(planner->arena, parent->name, &built);
	struct statement *statement = step_say(planner, step, &index->object,
		beside ? ddl_concurrently(planner->arena, create) : create);
	if (beside)
		statement->standing = STANDS_OUTSIDE;
	else if (!is_new_table(planner, parent->name))
		statement->hazards |= hazards_of_rows(planner, parent->name, HAZARD_BLOCKS_WRITES);
	say_when_it_fails(planner, step, parent, index);
	needs_parents_index(planner, step, parent, index);
	step_needs_index(planner, step, parent->name, index);
	step_provides(planner, step, word_built(planner, parent->name, index->object.name.name));
	return step;
}

void say_of_index(struct planner *planner, struct step *step, const struct object *parent,
	const struct index *index)
{
	step_say_comment(planner, step, &index->object, parent);
	if (parent->kind == OBJECT_TABLE)
		say_clustering_again(
			planner, step, (const struct table *)parent, index->object.name.name);
	if (index->unique)
		step_provides(planner, step, word_key(planner, parent->name, &index->columns));
	say_identity_again(planner, step, parent->name, index->object.name.name);
}

static struct qualified beside_table(const struct object *table, const char *name)
{
	return (struct qualified){.schema = table->name.schema, .name = name};
}

static void create_index(struct planner *planner, const struct object *parent,
	const struct index *index, bool beside)
{
	const char *name = index->object.name.name;
	bool held = beside && is_index_name(planner, parent->name, name);
	const char *first = held ? helping_index(planner, beside_table(parent, name), "new") : name;
	struct step *step = build_index(planner, parent, index, first, beside);
	if (held) {
		step = step_add(planner, RANK_USE_INDEX);
		step_needs(planner, step, word_built(planner, parent->name, name));
		step_say(planner, step, &index->object,
			ddl_rename_index(planner->arena, parent->name, first, name));
	}
	step_needs(planner, step, word_name_free(planner, parent->name.schema, name));
	say_of_index(planner, step, parent, index);
}

void add_index_step(struct planner *planner, const struct object *parent, const struct index *index)
{
	create_index(planner, parent, index, builds_beside(planner, parent, index));
}

/* --- what goes -------------------------------------------------------------------------------- */

/* The table gets an index like this one from its parent, which would take this one for it. */
static bool is_to_be_parents(
	struct planner *planner, const struct object *parent, const struct index *index)
{
	const struct table *to = schema_find(planner->to, OBJECT_TABLE, parent->name);
	for (size_t i = 0; to && i < to->indexes.count; i++) {
		const struct index *other = to->indexes.items[i];
		if (other->inherited && other->unique == index->unique &&
			strings_equal(other->definition, index->definition))
			return true;
	}
	return false;
}

/* Whether nothing that is short waits for it to be gone. */
static bool goes_beside(
	struct planner *planner, const struct object *parent, const struct index *index)
{
	struct qualified name = beside_table(parent, index->object.name.name);
	return is_in_use(planner, parent->name) && !is_partitioned(parent) &&
	       !survey_cannot_stay(&planner->survey, parent->name, &index->object) &&
	       !is_relation_name(planner->to, name) && !is_to_be_parents(planner, parent, index);
}

/* Of the table, or of those that it has the column from. */
static void frees_column(
	struct planner *planner, struct step *step, const struct table *table, const char *column)
{
	if (!table)
		return;
	step_provides(planner, step, word_unread(planner, table->object.name, column));
	frees_column(planner, step, schema_partitioned(planner->from, table), column);
	list_each (const struct qualified *, parent, &table->inherits)
		frees_column(
			planner, step, schema_find(planner->from, OBJECT_TABLE, *parent), column);
}

void step_frees_dropped(struct planner *planner, struct step *step, const struct object *parent,
	const struct names *columns)
{
	const struct table *from = schema_find(planner->from, OBJECT_TABLE, parent->name);
	const struct table *to = schema_find(planner->to, OBJECT_TABLE, parent->name);
	if (!from || !to)
		return;
	list_each (const char **, column, columns) {
		if (!table_column(to, *column))
			frees_column(planner, step, from, *column);
	}
}

static void frees_index(struct planner *planner, struct step *step, const struct object *parent,
	const struct index *index)
{
	step_needs(planner, step, word_key_reference_gone(planner, parent->name, &index->columns));
	step_frees_uses(planner, step, &index->mentions);
	if (index->unique)
		step_provides(planner, step, word_key_gone(planner, parent->name, &index->columns));
	step_provides(planner, step, word_indexes_gone());
	step_frees_dropped(planner, step, parent, &index->mentions.columns);
}

void say_drop_index(struct planner *planner, struct step *step, const struct object *parent,
	const struct index *index)
{
	step_say(planner, step, &index->object,
		ddl_drop_index(planner->arena, parent->name, index->object.name.name));
	frees_index(planner, step, parent, index);
	step_provides(planner, step,
		word_name_free(planner, parent->name.schema, index->object.name.name));
}

static struct step *drop_index(struct planner *planner, const struct object *parent,
	const struct index *index, const char *name, bool beside)
{
	struct step *step = step_add(planner, beside ? RANK_DROP_INDEX : RANK_DROP_CONSTRAINT);
	const char *drop = ddl_drop_index(planner->arena, parent->name, name);
	struct statement *statement = step_say(planner, step, &index->object,
		beside ? ddl_concurrently(planner->arena, drop) : drop);
	if (beside)
		statement->standing = STANDS_OUTSIDE;
	frees_index(planner, step, parent, index);
	step_provides(planner, step, word_name_free(planner, parent->name.schema, name));
	return step;
}

/* Foreign keys that are to mean another key can only do so when this one is gone: it goes in the
 * same transaction as they. */
void drop_index_step(
	struct planner *planner, const struct object *parent, const struct index *index)
{
	bool beside = !is_referenced_key(planner, parent->name, &index->object) &&
		      goes_beside(planner, parent, index);
	struct step *step = drop_index(planner, parent, index, index->object.name.name, beside);
	if (!beside)
		wait_for_successor(planner, step, parent, &index->object);
}

/* --- what changes ----------------------------------------------------------------------------- */

/* The old one serves until the new one is there, and then the two change names. One that foreign
 * keys refer to goes at once, so that they find the new one. */
static void replace_index(struct planner *planner, const struct change *change)
{
	struct arena *arena = planner->arena;
	const struct object *parent = change->to_parent;
	const struct index *from = (const struct index *)change->from;
	const struct index *to = (const struct index *)change->to;
	struct qualified name = beside_table(parent, to->object.name.name);
	const char *new = helping_index(planner, name, "new"),
		   *old = helping_index(planner, name, "old");
	build_index(planner, parent, to, new, true);
	struct step *swap = step_add(planner, RANK_USE_INDEX);
	step_needs(planner, swap, word_built(planner, parent->name, name.name));
	if (is_referenced_key(planner, parent->name, &from->object)) {
		step_say(planner, swap, &from->object,
			ddl_drop_index(arena, parent->name, name.name));
		frees_index(planner, swap, parent, from);
	} else {
		step_say(planner, swap, &from->object,
			ddl_rename_index(arena, parent->name, name.name, old));
		struct step *drop = drop_index(planner, parent, from, old, true);
		step_needs(planner, drop, word_index(planner, parent->name, name.name));
	}
	step_say(planner, swap, &to->object, ddl_rename_index(arena, parent->name, new, name.name));
	say_of_index(planner, swap, parent, to);
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
	const struct index *from = (const struct index *)change->from;
	const struct index *to = (const struct index *)change->to;
	if (survey_remakes(&planner->survey, parent))
		return; /* comes with its view */
	if (index_altered(planner, change))
		return;
	if (to && !to->plain && !to->inherited)
		gather_statistics(planner, parent);
	if (build_on_leaves(planner, change))
		return;
	if (change->kind == CHANGE_ALTER && index_is_built(planner, parent, to)) {
		replace_index(planner, change);
	} else if (change->kind == CHANGE_ALTER) {
		drop_index(planner, change->from_parent, from, from->object.name.name, false);
		create_index(planner, parent, to, false);
	}
	if (change->kind == CHANGE_DROP && !goes_with_column(planner, change))
		drop_index_step(planner, change->from_parent, from);
	if (change->kind == CHANGE_CREATE)
		add_index_step(planner, parent, to);
}
