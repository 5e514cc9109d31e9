/* Indexes of partitioned tables in use. The server builds none for all partitions at once beside
 * their users: so each partition gets its own first, which the parent's then takes for its parts,
 * without building anything. */
#include "plan/ddl.h"
#include "plan/steps.h"

#include <string.h>

struct leaf {
	const struct table *table;
	const struct index *part;     /* of the parent's index */
	const char *built_as, *named; /* until the parent's is there, and then */
};
LIST(struct leaf, leaves);

static const struct index *part_of(const struct table *table, const char *parents)
{
	list_each (struct index **, each, &table->indexes) {
		if ((*each)->inherited && strcmp((*each)->attached_to.name, parents) == 0)
			return *each;
	}
	return NULL;
}

/* The name that the server would give it: whoever names the parts expects that, unless the part had
 * its name before. */
static struct leaf name_leaf(
	struct planner *planner, const struct table *table, const struct index *part)
{
	struct leaf leaf = {.table = table, .part = part, .named = part->object.name.name};
	const struct table *from = schema_find(planner->from, OBJECT_TABLE, table->object.name);
	if (part->made_as && !table_index(from, leaf.named))
		leaf.named = part->made_as;
	struct qualified name = {.schema = table->object.name.schema, .name = leaf.named};
	leaf.built_as = is_relation_name(planner->from, name) ? helping_index(planner, name, "new")
							      : leaf.named;
	return leaf;
}

/* The partition's own becomes the parent's part. */
static bool is_there(struct planner *planner, const struct table *table, const struct index *part)
{
	const struct table *from = schema_find(planner->from, OBJECT_TABLE, table->object.name);
	const struct index *own = from ? table_index(from, part->object.name.name) : NULL;
	return own && !own->inherited && own->unique == part->unique &&
	       strings_equal(own->definition, part->definition);
}

/* Those that stand already and have rows; the others get their index at once. False when there is
 * one whose rows are out of sight meanwhile. */
static bool find_leaves(struct planner *planner, const struct table *parent, const char *index,
	struct leaves *leaves)
{
	list_each (struct table **, each, &planner->to->tables) {
		const struct table *table = *each;
		struct qualified name = table->object.name;
		if (!qualified_equal(table->partition_of, parent->object.name) ||
			!is_in_use(planner, name))
			continue;
		const struct index *part = part_of(table, index);
		if (!part || !can_wait_for_validation(planner, name))
			return false;
		if (is_there(planner, table, part))
			continue;
		if (!table->partition_by)
			list_push(planner->arena, leaves, name_leaf(planner, table, part));
		else if (!find_leaves(planner, table, part->object.name.name, leaves))
			return false;
	}
	return true;
}

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

static void build_leaf(struct planner *planner, const struct leaf *leaf)
{
	struct qualified name = leaf->table->object.name;
	struct index built = *leaf->part;
	built.object.name.name = leaf->built_as;
	struct step *step = step_add(planner, RANK_BUILD_INDEX);
	struct statement *statement = step_say(planner, step, &leaf->part->object,
		ddl_concurrently(planner->arena, ddl_create_index(planner->arena, name, &built)));
	statement->standing = STANDS_OUTSIDE;
	if (built.unique) {
		step_note(planner, step, "fails when rows of %s have the same values",
			quoted(planner, name));
		step_breaks(step, COMPATIBILITY_TIGHTENING);
	}
	step_needs_index(planner, step, name, leaf->part);
	step_provides(planner, step, word_built(planner, name, leaf->part->object.name.name));
}

static void use_leaves(
	struct planner *planner, const struct change *change, const struct leaves *leaves)
{
	struct arena *arena = planner->arena;
	const struct object *parent = change->to_parent;
	const struct index *to = (const struct index *)change->to;
	struct step *step = step_add(planner, RANK_USE_INDEX);
	if (change->kind == CHANGE_ALTER)
		say_drop_index(planner, step, parent, (const struct index *)change->from);
	step_say(planner, step, &to->object, ddl_create_index(arena, parent->name, to));
	step_note(planner, step,
		"takes what was built; a partition that the models do not know is built now, and "
		"blocked meanwhile");
	list_each (const struct leaf *, leaf, leaves) {
		struct qualified name = leaf->table->object.name;
		if (strcmp(leaf->built_as, leaf->named) != 0)
			step_say(planner, step, &leaf->part->object,
				ddl_rename_index(arena, name, leaf->built_as, leaf->named));
		step_needs(planner, step, word_built(planner, name, leaf->part->object.name.name));
	}
	step_needs_index(planner, step, parent->name, to);
	step_needs(
		planner, step, word_name_free(planner, parent->name.schema, to->object.name.name));
	say_of_index(planner, step, parent, to);
}

bool build_on_leaves(struct planner *planner, const struct change *change)
{
	struct leaves leaves = {0};
	if (!can_be_built(planner, change) ||
		!find_leaves(planner, (const struct table *)change->to_parent,
			change->to->name.name, &leaves))
		return false;
	list_each (const struct leaf *, leaf, &leaves)
		build_leaf(planner, leaf);
	use_leaves(planner, change, &leaves);
	return true;
}
