/* Indexes and keys of partitioned tables in use. The server builds none for all partitions at once
 * beside their users: so each partition gets its own first, which the parent's then takes for its
 * parts, without building anything. */
#include "plan/ddl.h"
#include "plan/steps.h"

#include <string.h>

struct leaf {
	const struct table *table;
	const struct object *part;    /* of the parent's index or key */
	const char *built_as, *named; /* until the parent's is there, and then */
};
LIST(struct leaf, leaves);

/* Of the parent's index, or key. */
static const struct object *part_of(const struct table *table, const struct object *parents)
{
	const char *name = parents->name.name;
	if (parents->kind == OBJECT_INDEX) {
		list_each (struct index **, each, &table->indexes) {
			if ((*each)->inherited && strcmp((*each)->attached_to.name, name) == 0)
				return &(*each)->object;
		}
		return NULL;
	}
	list_each (struct constraint **, each, &table->constraints) {
		if ((*each)->inherited && strings_equal((*each)->part_of, name))
			return &(*each)->object;
	}
	return NULL;
}

static bool has_key_like(const struct table *table, const struct constraint *part)
{
	list_each (struct constraint **, each, &table->constraints) {
		if (!(*each)->inherited && (*each)->type == part->type &&
			strings_equal((*each)->definition, part->definition))
			return true;
	}
	return false;
}

/* The partition's own becomes the parent's part. */
static bool is_there(
	struct planner *planner, const struct table *table, const struct object *object)
{
	const struct table *from = schema_find(planner->from, OBJECT_TABLE, table->object.name);
	if (object->kind == OBJECT_CONSTRAINT)
		return from && has_key_like(from, (const struct constraint *)object);
	const struct index *part = (const struct index *)object;
	const struct index *own = from ? table_index(from, object->name.name) : NULL;
	return own && !own->inherited && own->unique == part->unique &&
	       strings_equal(own->definition, part->definition);
}

/* Those that stand already and have rows; the others get their index at once. False when there is
 * one whose rows are out of sight meanwhile, or none is known: then the rows are in others. */
static bool find_leaves(struct planner *planner, const struct table *parent,
	const struct object *parents, struct leaves *leaves)
{
	bool known = false;
	list_each (struct table **, each, &planner->to->tables) {
		const struct table *table = *each;
		struct qualified name = table->object.name;
		if (!qualified_equal(table->partition_of, parent->object.name))
			continue;
		known |= schema_find(planner->from, OBJECT_TABLE, name) != NULL;
		if (!is_in_use(planner, name))
			continue;
		struct leaf leaf = {.table = table, .part = part_of(table, parents)};
		if (!leaf.part || !can_wait_for_validation(planner, name))
			return false;
		if (is_there(planner, table, leaf.part))
			continue;
		if (!table->partition_by)
			list_push(planner->arena, leaves, leaf);
		else if (!find_leaves(planner, table, leaf.part, leaves))
			return false;
	}
	return known;
}

/* Becomes a partition now, or is one of such a table: the server makes parts of the old indexes. */
static bool is_attached_now(struct planner *planner, const struct table *table)
{
	for (; table && table->partition_of.name; table = schema_partitioned(planner->to, table)) {
		const struct table *from =
			schema_find(planner->from, OBJECT_TABLE, table->object.name);
		if (from && !qualified_equal(from->partition_of, table->partition_of))
			return true;
	}
	return false;
}

/* The name that the server would give it: whoever names the parts expects that. */
static void name_leaf(struct planner *planner, struct leaf *leaf)
{
	const char *made_as = leaf->part->kind == OBJECT_INDEX
				      ? ((const struct index *)leaf->part)->made_as
				      : ((const struct constraint *)leaf->part)->made_as;
	leaf->named = made_as ? made_as : leaf->part->name.name;
	struct qualified name = {.schema = leaf->table->object.name.schema, .name = leaf->named};
	bool taken = is_relation_name(planner->from, name) || is_attached_now(planner, leaf->table);
	leaf->built_as = taken ? helping_index(planner, name, "new") : leaf->named;
}

/* Returns the step that builds it. */
static struct step *build_leaf(struct planner *planner, const struct leaf *leaf, const char *create)
{
	struct step *step = step_add(planner, RANK_BUILD_INDEX);
	step_say(planner, step, leaf->part, ddl_concurrently(planner->arena, create))->standing =
		STANDS_OUTSIDE;
	step_provides(planner, step,
		word_built(planner, leaf->table->object.name, leaf->part->name.name));
	return step;
}

static void note_others(struct planner *planner, struct step *step)
{
	step_note(planner, step,
		"takes what was built; a partition that the models do not know is built now, and "
		"blocked meanwhile");
}

/* --- indexes ---------------------------------------------------------------------------------- */

static bool can_be_built(struct planner *planner, const struct change *change)
{
	const struct index *to = (const struct index *)change->to;
	struct qualified name = change->to_parent->name;
	if (change->kind == CHANGE_DROP || change->to_parent->kind != OBJECT_TABLE ||
		!((const struct table *)change->to_parent)->partition_by || to->inherited ||
		!can_wait_for_validation(planner, name) ||
		survey_rebuilds(&planner->survey, change->to))
		return false;
	return change->kind == CHANGE_CREATE ||
	       (!survey_cannot_stay(&planner->survey, name, change->from) &&
		       !is_referenced_key(planner, name, change->from));
}

static void build_index(struct planner *planner, const struct leaf *leaf)
{
	struct qualified name = leaf->table->object.name;
	struct index built = *(const struct index *)leaf->part;
	built.object.name.name = leaf->built_as;
	struct step *step =
		build_leaf(planner, leaf, ddl_create_index(planner->arena, name, &built));
	if (built.unique) {
		step_note(planner, step, "fails when rows of %s have the same values",
			quoted(planner, name));
		step_breaks(step, COMPATIBILITY_TIGHTENING);
	}
	step_needs_index(planner, step, name, (const struct index *)leaf->part);
}

/* The parent's index would take that of a key that is alike; its key takes only keys. */
static void needs_keys_alike(struct planner *planner, struct step *step,
	const struct object *parent, const struct index *index)
{
	list_each (struct constraint **, key, &((const struct table *)parent)->constraints) {
		if (names_same_set(&(*key)->columns, &index->columns) &&
			key_is_built(planner, parent, *key))
			step_needs(planner, step,
				word_constraint(planner, parent->name, (*key)->object.name.name));
	}
}

static void use_indexes(
	struct planner *planner, const struct change *change, const struct leaves *leaves)
{
	struct arena *arena = planner->arena;
	const struct object *parent = change->to_parent;
	const struct index *to = (const struct index *)change->to;
	struct step *step = step_add(planner, RANK_USE_INDEX);
	if (change->kind == CHANGE_ALTER)
		say_drop_index(planner, step, parent, (const struct index *)change->from);
	step_say(planner, step, &to->object, ddl_create_index(arena, parent->name, to));
	note_others(planner, step);
	list_each (const struct leaf *, leaf, leaves) {
		struct qualified name = leaf->table->object.name;
		if (strcmp(leaf->built_as, leaf->named) != 0)
			step_say(planner, step, leaf->part,
				ddl_rename_index(arena, name, leaf->built_as, leaf->named));
		step_needs(planner, step, word_built(planner, name, leaf->part->name.name));
	}
	if (to->unique)
		needs_keys_alike(planner, step, parent, to);
	step_needs_index(planner, step, parent->name, to);
	step_needs(
		planner, step, word_name_free(planner, parent->name.schema, to->object.name.name));
	say_of_index(planner, step, parent, to);
}

bool build_on_leaves(struct planner *planner, const struct change *change)
{
	struct leaves leaves = {0};
	if (!can_be_built(planner, change) ||
		!find_leaves(planner, (const struct table *)change->to_parent, change->to, &leaves))
		return false;
	list_each (struct leaf *, leaf, &leaves) {
		name_leaf(planner, leaf);
		build_index(planner, leaf);
	}
	use_indexes(planner, change, &leaves);
	return true;
}

/* --- keys ------------------------------------------------------------------------------------- */

bool leaves_can_have_key(
	struct planner *planner, const struct table *table, const struct constraint *key)
{
	struct leaves leaves = {0};
	return can_wait_for_validation(planner, table->object.name) &&
	       find_leaves(planner, table, &key->object, &leaves);
}

static void build_key_of_leaf(struct planner *planner, const struct table *table,
	const struct constraint *key, const struct leaf *leaf)
{
	struct qualified name = leaf->table->object.name;
	const struct constraint *part = (const struct constraint *)leaf->part;
	struct step *step = build_leaf(
		planner, leaf, ddl_create_key_index(planner->arena, name, part, leaf->built_as));
	if (is_news_to_rows(planner, table->object.name, key)) {
		step_note(planner, step, "fails when rows of %s have the same %s",
			quoted(planner, name),
			key->type == CONSTRAINT_PRIMARY_KEY ? "key" : "values");
		step_breaks(step, COMPATIBILITY_TIGHTENING);
	}
	step_needs_constraint(planner, step, name, part);
	step_provides(
		planner, step, word_built(planner, table->object.name, key->object.name.name));
}

/* The key of a partition must be one itself to become a part of its parent's. */
struct step *build_key_on_leaves(
	struct planner *planner, const struct table *table, const struct constraint *key)
{
	struct leaves leaves = {0};
	find_leaves(planner, table, &key->object, &leaves);
	list_each (struct leaf *, leaf, &leaves) {
		name_leaf(planner, leaf);
		build_key_of_leaf(planner, table, key, leaf);
	}
	struct step *step = step_add(planner, RANK_USE_INDEX);
	list_each (const struct leaf *, leaf, &leaves) {
		struct constraint part = *(const struct constraint *)leaf->part;
		part.object.name.name = leaf->named;
		step_say(planner, step, leaf->part,
			ddl_use_index(
				planner->arena, leaf->table->object.name, &part, leaf->built_as));
	}
	step_say(planner, step, &key->object,
		ddl_add_constraint(planner->arena, table->object.name, key));
	note_others(planner, step);
	if (is_news_to_rows(planner, table->object.name, key))
		step_breaks(step, COMPATIBILITY_TIGHTENING);
	return step;
}
