/* Steps for whole tables, created or dropped, in whatever order their foreign keys allow. */
#include "plan/ddl.h"
#include "plan/depends.h"
#include "plan/steps.h"
#include "schema/names.h"

#include <string.h>

/* A walk along foreign keys, deepest first. One that leads back to a table still on the way closes
 * a circle: it must stay out of CREATE TABLE, and be dropped before DROP TABLE. */
enum visit { UNSEEN, ON_THE_WAY, SEEN };

struct visited {
	const struct table *table;
	enum visit state;
};

struct walk {
	struct planner *planner;
	struct map visited;           /* qualified_text -> struct visited * */
	struct objects closes_circle; /* foreign keys */
};

static void walk_table(struct walk *walk, struct visited *from)
{
	from->state = ON_THE_WAY;
	list_each (struct constraint **, key, &from->table->constraints) {
		if ((*key)->type != CONSTRAINT_FOREIGN_KEY ||
			qualified_equal((*key)->references, from->table->object.name))
			continue;
		struct visited *to = map_get(
			&walk->visited, qualified_text(walk->planner->arena, (*key)->references));
		if (to && to->state == ON_THE_WAY)
			list_push(walk->planner->arena, &walk->closes_circle, &(*key)->object);
		else if (to && to->state == UNSEEN)
			walk_table(walk, to);
	}
	from->state = SEEN;
}

static void walk_tables(struct walk *walk, enum change_kind kind)
{
	struct planner *planner = walk->planner;
	LIST(struct visited *, entries) all = {0};
	list_each (struct change *, change, &planner->diff->changes) {
		const struct object *object = kind == CHANGE_CREATE ? change->to : change->from;
		if (change->kind != kind || object->kind != OBJECT_TABLE)
			continue;
		struct visited *entry = arena_new(planner->arena, struct visited);
		entry->table = (const struct table *)object;
		list_push(planner->arena, &all, entry);
		map_put(planner->arena, &walk->visited,
			qualified_text(planner->arena, object->name), entry);
	}
	list_each (struct visited **, entry, &all) {
		if ((*entry)->state == UNSEEN)
			walk_table(walk, *entry);
	}
}

/* A foreign key to a unique index, rather than a constraint, can only follow that. */
static bool points_at_constraint(struct planner *planner, const struct constraint *key)
{
	const struct table *other = schema_find(planner->to, OBJECT_TABLE, key->references);
	if (!other)
		return true;
	list_each (struct constraint **, each, &other->constraints) {
		if (((*each)->type == CONSTRAINT_PRIMARY_KEY ||
			    (*each)->type == CONSTRAINT_UNIQUE) &&
			names_same_set(&(*each)->columns, &key->referenced))
			return true;
	}
	return false;
}

static bool is_self_reference(const struct table *table, const struct constraint *key)
{
	return qualified_equal(key->references, table->object.name);
}

static bool stands_within(
	struct walk *walk, const struct table *table, const struct constraint *constraint)
{
	if (constraint->not_valid)
		return false;
	if (constraint->type != CONSTRAINT_FOREIGN_KEY)
		return true;
	return !objects_hold(&walk->closes_circle, &constraint->object) &&
	       (!is_self_reference(table, constraint) ||
		       points_at_constraint(walk->planner, constraint));
}

/* An own index of a partition that is like one of its parent's. */
static bool stands_beside(const struct table *table, const struct index *index)
{
	for (size_t i = 0; !index->inherited && i < table->indexes.count; i++) {
		const struct index *other = table->indexes.items[i];
		if (other->inherited && strings_equal(other->definition, index->definition))
			return true;
	}
	return false;
}

/* A part of the parent's that gets its name only when that is there. */
static bool is_named_later(const struct table *table, const char *index)
{
	const struct constraint *key = index ? table_constraint(table, index) : NULL;
	const struct index *part = index ? table_index(table, index) : NULL;
	return (key && key->made_as) || (part && part->made_as);
}

static void say_contents(struct planner *planner, struct step *step, const struct table *table)
{
	const struct object *parent = &table->object;
	list_each (struct index **, index, &table->indexes) {
		if (stands_beside(table, *index))
			add_index_step(planner, &table->object, *index);
		else if (!(*index)->inherited)
			step_say(planner, step, &(*index)->object,
				ddl_create_index(planner->arena, parent->name, *index));
	}
	list_each (struct column **, column, &table->columns) {
		if (!(*column)->inherited)
			say_column_storage(planner, step, table, NULL, *column);
	}
	if (table->replica_identity && !is_named_later(table, identity_index(table)))
		say_replica_identity(planner, step, table);
	if (table->clustered_on && !is_named_later(table, table->clustered_on))
		say_clustering(planner, step, table);
	step_say_comment(planner, step, parent, NULL);
	list_each (struct column **, column, &table->columns)
		step_say_comment(planner, step, &(*column)->object, parent);
	list_each (struct constraint **, constraint, &table->constraints) {
		if (step->rank == RANK_TABLE && (*constraint)->type != CONSTRAINT_FOREIGN_KEY &&
			!(*constraint)->not_valid && !(*constraint)->made_as)
			step_say_comment(planner, step, &(*constraint)->object, parent);
	}
	list_each (struct index **, index, &table->indexes) {
		if (!(*index)->made_as && !stands_beside(table, *index))
			step_say_comment(planner, step, &(*index)->object, parent);
	}
}

/* Those that it has from its parent, which may get them only now. */
static void needs_columns(struct planner *planner, struct step *step, const struct table *table,
	struct qualified parent)
{
	list_each (struct column **, column, &table->columns)
		step_needs(
			planner, step, word_column(planner, parent, (*column)->object.name.name));
}

static void table_needs(struct planner *planner, struct step *step, const struct table *table,
	const struct constraints *within)
{
	struct qualified name = table->object.name;
	list_each (struct column **, column, &table->columns) {
		step_needs_column_types(planner, step, *column);
		if ((*column)->identity != IDENTITY_NONE && !(*column)->inherited)
			step_needs(planner, step,
				word_name_free(planner, name.schema,
					name_make(planner->arena, name.name,
						(*column)->object.name.name, "seq")));
	}
	list_each (struct constraint **, constraint, within) {
		step_needs_constraint(planner, step, name, *constraint);
		step_needs(planner, step,
			word_name_free(planner, name.schema, (*constraint)->object.name.name));
	}
	list_each (struct index **, index, &table->indexes) {
		step_needs_index(planner, step, name, *index);
		step_needs(planner, step,
			word_name_free(planner, name.schema, (*index)->object.name.name));
	}
	step_needs(planner, step, word_name_free(planner, name.schema, name.name));
	if (table->partition_of.name) {
		step_needs(planner, step, word_table(planner, table->partition_of));
		step_needs(planner, step, word_bound_free(planner, table->partition_of));
		needs_columns(planner, step, table, table->partition_of);
	}
	list_each (const struct qualified *, parent, &table->inherits) {
		step_needs(planner, step, word_table(planner, *parent));
		needs_columns(planner, step, table, *parent);
	}
}

/* Sequences of a table that is made anew are the new one's. */
static void keep_sequences(struct planner *planner, struct step *step, struct qualified table)
{
	if (!survey_remakes_table(&planner->survey, table))
		return;
	list_each (struct sequence **, sequence, &planner->to->sequences) {
		const struct sequence *from =
			schema_find(planner->from, OBJECT_SEQUENCE, (*sequence)->object.name);
		if (from && qualified_equal(from->owner_table, table) &&
			qualified_equal((*sequence)->owner_table, table))
			step_say(planner, step, &(*sequence)->object,
				ddl_own_sequence(planner->arena, *sequence));
	}
}

/* A partition would be put where its parent says that partitions go. */
static const char *create_sql(
	struct planner *planner, const struct table *table, const struct constraints *within)
{
	const struct table *parent = schema_partitioned(planner->to, table);
	struct table said = *table;
	if (parent && parent->tablespace && !said.tablespace)
		said.tablespace = "pg_default";
	if (parent && parent->access_method && !said.access_method)
		said.access_method = "heap";
	return ddl_create_table(planner->arena, &said, within);
}

static void come_beside_default(
	struct planner *planner, struct step *step, const struct table *table)
{
	if (!table->partition_of.name || !is_beside_default(planner, table))
		return;
	if (can_exclude(planner, table)) {
		exclude_from_default(planner, step, table, true);
		return;
	}
	step->statements.items[0].hazards |= HAZARD_BLOCKS_READS;
	step_note(
		planner, step, "fails when the default partition holds rows that are to be in it");
	step_breaks(step, COMPATIBILITY_TIGHTENING);
}

static void create_table(struct walk *walk, const struct table *table)
{
	struct planner *planner = walk->planner;
	struct qualified name = table->object.name;
	struct constraints within = {0};
	list_each (struct constraint **, constraint, &table->constraints) {
		if ((*constraint)->inherited)
			continue;
		if (stands_within(walk, table, *constraint))
			list_push(planner->arena, &within, *constraint);
		else
			add_constraint_step(planner, &table->object, *constraint);
	}
	struct step *step = step_add(planner, RANK_TABLE);
	step_say(planner, step, &table->object, create_sql(planner, table, &within));
	if (planner->direction == DIRECTION_DOWNGRADE)
		step_note(planner, step, "the rows that %s held are gone", quoted(planner, name));
	come_beside_default(planner, step, table);
	if (table->row_security)
		say_row_security(planner, step, table);
	if (table->force_row_security)
		step_say(planner, step, &table->object,
			ddl_force_row_security(planner->arena, name, true));
	say_contents(planner, step, table);
	list_each (struct constraint **, constraint, &within) {
		if ((*constraint)->type == CONSTRAINT_FOREIGN_KEY)
			step_say_comment(planner, step, &(*constraint)->object, &table->object);
	}
	table_needs(planner, step, table, &within);
	keep_sequences(planner, step, name);
	step_provides(planner, step, word_table(planner, name));
	step_provides(planner, step, word_type(planner, name)); /* a row of it */
}

/* Everything whose name is free, and all that is not used any more, when the table is gone. */
static void table_frees(struct planner *planner, struct step *step, const struct table *table)
{
	struct qualified name = table->object.name;
	step_provides(planner, step, word_name_free(planner, name.schema, name.name));
	list_each (struct column **, column, &table->columns) {
		const char *column_name = (*column)->object.name.name;
		step_frees_column_types(planner, step, *column);
		step_provides(planner, step,
			word_name_free(planner, name.schema,
				name_make(planner->arena, name.name, column_name, "seq")));
	}
	list_each (struct constraint **, constraint, &table->constraints) {
		step_frees_uses(planner, step, &(*constraint)->mentions);
		step_provides(planner, step,
			word_name_free(planner, name.schema, (*constraint)->object.name.name));
	}
	list_each (struct index **, index, &table->indexes) {
		step_frees_uses(planner, step, &(*index)->mentions);
		step_provides(planner, step,
			word_name_free(planner, name.schema, (*index)->object.name.name));
	}
	list_each (struct definition **, definition, &planner->from->definitions) {
		if (qualified_equal((*definition)->relation, name) &&
			definition_goes_along(planner, *definition))
			step_frees_object(planner, step, &(*definition)->object);
	}
	list_each (struct sequence **, sequence, &planner->from->sequences) {
		if (qualified_equal((*sequence)->owner_table, name))
			step_provides(planner, step,
				word_name_free(planner, (*sequence)->object.name.schema,
					(*sequence)->object.name.name));
	}
}

static void frees_reference(struct planner *planner, struct step *step, const struct table *table,
	const struct constraint *key)
{
	step_frees_reference(planner, step, key);
	step_provides(planner, step,
		word_constraint_gone(planner, table->object.name, key->object.name.name));
}

/* Dropping their owner would drop them. */
static void free_sequences(struct planner *planner, struct step *step, struct qualified table)
{
	if (!survey_remakes_table(&planner->survey, table))
		return;
	list_each (struct sequence **, each, &planner->from->sequences) {
		if (!qualified_equal((*each)->owner_table, table) ||
			!schema_find(planner->to, OBJECT_SEQUENCE, (*each)->object.name))
			continue;
		struct sequence nobodys = **each;
		nobodys.owner_table = (struct qualified){0};
		step_say(planner, step, &(*each)->object,
			ddl_own_sequence(planner->arena, &nobodys));
	}
}

/* The others' defaults, that is: its own go with it. */
static void needs_sequences_unused(
	struct planner *planner, struct step *step, struct qualified table)
{
	list_each (struct sequence **, each, &planner->from->sequences) {
		if (qualified_equal((*each)->owner_table, table) &&
			!schema_find(planner->to, OBJECT_SEQUENCE, (*each)->object.name))
			step_needs(planner, step, word_use_gone(planner, (*each)->object.name));
	}
}

/* Foreign keys to the partitioned table are also keys to each of its partitions. */
static void part_from_references(
	struct planner *planner, struct step *step, const struct table *table)
{
	bool stays = false;
	const struct table *parent = table;
	while (parent && parent->partition_of.name) {
		parent = schema_find(planner->from, OBJECT_TABLE, parent->partition_of);
		if (!parent)
			return;
		step_needs(planner, step, word_reference_gone(planner, parent->object.name));
		list_each (struct table **, each, &planner->from->tables) {
			list_each (struct constraint **, key, &(*each)->constraints)
				stays |= (*key)->type == CONSTRAINT_FOREIGN_KEY &&
					 qualified_equal((*key)->references, parent->object.name) &&
					 survey_keeps(&planner->survey, *each, *key);
		}
	}
	if (stays)
		step_say(planner, step, &table->object, ddl_detach(planner->arena, table, false));
}

static void note_loss(struct planner *planner, struct step *step, struct statement *statement,
	const struct table *table)
{
	const struct table *to = schema_find(planner->to, OBJECT_TABLE, table->object.name);
	if (to && table->partition_by && to->partition_by) {
		step_note(planner, step,
			"no statement changes the key of a partitioned table: it comes back below, "
			"and the partitions that stay join it again");
		return;
	}
	statement->hazards |= HAZARD_LOSES_DATA;
	step_note(planner, step, "the rows of %s are lost", quoted(planner, table->object.name));
	if (to)
		step_note(planner, step,
			"no statement partitions a table that stands, or joins its partitions: it "
			"comes back below, empty; to keep the rows, copy them by hand");
}

/* A partition that goes would lock its parent and all who use it: it leaves beside them first. */
static bool leaves_before(struct planner *planner, const struct table *table)
{
	if (!detaches_gently(planner, table) ||
		schema_find(planner->to, OBJECT_TABLE, table->object.name))
		return false;
	struct step *step = add_detach_step(planner, table, &table->object);
	step->statements.items[0].leaves = NULL; /* it goes with the table */
	step_breaks(step, COMPATIBILITY_BREAKING);
	return true;
}

static void drop_table(struct walk *walk, const struct table *table)
{
	struct planner *planner = walk->planner;
	struct qualified name = table->object.name;
	bool gently = leaves_before(planner, table);
	bool early = table->partition_of.name && !gently &&
		     !survey_drops(&planner->survey, table->partition_of);
	struct step *step = step_add(planner, early ? RANK_DETACH : RANK_DROP_TABLE);
	free_sequences(planner, step, name);
	if (table->partition_of.name && !gently)
		part_from_references(planner, step, table);
	struct statement *statement = step_say(
		planner, step, &table->object, ddl_drop(planner->arena, OBJECT_TABLE, name));
	note_loss(planner, step, statement, table);
	step_breaks(step, COMPATIBILITY_BREAKING);
	if (gently) {
		step_needs(planner, step, word_left(planner, name, table->partition_of));
	} else if (table->partition_of.name) {
		step_provides(planner, step, word_bound_free(planner, table->partition_of));
		step_provides(planner, step, word_use_gone(planner, table->partition_of));
	}
	list_each (const struct qualified *, parent, &table->inherits)
		step_provides(planner, step, word_use_gone(planner, *parent));
	struct tables tables = {0}; /* a key that references a partitioned table, its partitions */
	table_and_ancestors(planner->arena, planner->from, name, &tables);
	list_each (struct table **, each, &tables)
		step_needs(planner, step, word_reference_gone(planner, (*each)->object.name));
	step_needs(planner, step, word_use_gone(planner, name));
	needs_sequences_unused(planner, step, name);
	table_frees(planner, step, table);
	list_each (struct constraint **, key, &table->constraints) {
		if ((*key)->type != CONSTRAINT_FOREIGN_KEY || (*key)->inherited ||
			is_self_reference(table, *key))
			continue;
		if (objects_hold(&walk->closes_circle, &(*key)->object))
			drop_constraint_step(planner, &table->object, *key);
		else
			frees_reference(planner, step, table, *key);
	}
}

void plan_tables(struct planner *planner)
{
	struct walk created = {.planner = planner};
	struct walk dropped = {.planner = planner};
	walk_tables(&created, CHANGE_CREATE);
	walk_tables(&dropped, CHANGE_DROP);
	list_each (struct change *, change, &planner->diff->changes) {
		if (change->kind == CHANGE_CREATE && change->to->kind == OBJECT_TABLE)
			create_table(&created, (const struct table *)change->to);
		else if (change->kind == CHANGE_DROP && change->from->kind == OBJECT_TABLE)
			drop_table(&dropped, (const struct table *)change->from);
	}
}
