/* Steps for keys of tables in use: the index is built first, beside the users, and then becomes the
 * key's. What it takes the place of goes in the same transaction, with the foreign keys that point
 * there: nobody finds the table without. */
#include "plan/ddl.h"
#include "plan/steps.h"

#include <string.h>

static bool is_key(const struct constraint *constraint)
{
	return constraint->type == CONSTRAINT_PRIMARY_KEY || constraint->type == CONSTRAINT_UNIQUE;
}

static const struct names *columns_of_key(const struct object *key)
{
	return key->kind == OBJECT_INDEX ? &((const struct index *)key)->columns
					 : &((const struct constraint *)key)->columns;
}

static bool can_be_referenced(const struct object *key)
{
	if (key->kind == OBJECT_CONSTRAINT)
		return is_key((const struct constraint *)key);
	const struct index *index = (const struct index *)key;
	return index->unique && index->plain && !index->partial;
}

static bool refers_to(
	const struct constraint *reference, struct qualified table, const struct names *columns)
{
	return reference->type == CONSTRAINT_FOREIGN_KEY &&
	       qualified_equal(reference->references, table) &&
	       names_same_set(&reference->referenced, columns);
}

bool is_referenced_key(struct planner *planner, struct qualified table, const struct object *key)
{
	if (!can_be_referenced(key))
		return false;
	list_each (struct table **, each, &planner->from->tables) {
		list_each (struct constraint **, reference, &(*each)->constraints) {
			if (refers_to(*reference, table, columns_of_key(key)))
				return true;
		}
	}
	return false;
}

bool is_index_name(struct planner *planner, struct qualified table, const char *name)
{
	const struct table *from = schema_find(planner->from, OBJECT_TABLE, table);
	const struct constraint *key = from ? table_constraint(from, name) : NULL;
	const struct index *index = from ? table_index(from, name) : NULL;
	return (key && !key->inherited && (is_key(key) || key->type == CONSTRAINT_EXCLUSION)) ||
	       (index && !index->inherited);
}

bool is_referenced_by_what_goes(
	struct planner *planner, struct qualified table, const struct object *key)
{
	if (!can_be_referenced(key))
		return false;
	list_each (struct table **, each, &planner->from->tables) {
		list_each (struct constraint **, reference, &(*each)->constraints) {
			if (refers_to(*reference, table, columns_of_key(key)) &&
				survey_cannot_stay(&planner->survey, (*each)->object.name,
					&(*reference)->object))
				return true;
		}
	}
	return false;
}

bool key_is_built(
	struct planner *planner, const struct object *parent, const struct constraint *constraint)
{
	const struct table *from = schema_find(planner->from, OBJECT_TABLE, parent->name);
	const struct table *to = schema_find(planner->to, OBJECT_TABLE, parent->name);
	if (!from || !to || !is_key(constraint) || !is_in_use(planner, parent->name) ||
		constraint->inherited || survey_rebuilds(&planner->survey, &constraint->object) ||
		(to->partition_by && !leaves_can_have_key(planner, to, constraint)))
		return false;
	const struct constraint *before = table_constraint(from, constraint->object.name.name);
	if (!before)
		return true;
	return !strings_equal(before->definition, constraint->definition) &&
	       !survey_alters_in_place(
		       &planner->survey, parent, &before->object, &constraint->object) &&
	       !survey_cannot_stay(&planner->survey, parent->name, &before->object) &&
	       !is_referenced_by_what_goes(planner, parent->name, &before->object);
}

/* --- what an old key waits for ---------------------------------------------------------------- */

static bool is_built(
	struct planner *planner, const struct table *table, const struct object *object)
{
	if (object->kind == OBJECT_CONSTRAINT)
		return key_is_built(planner, &table->object, (const struct constraint *)object);
	return index_is_built(planner, &table->object, (const struct index *)object);
}

/* Whether the new one does what the old one did. */
static bool succeeds(const struct object *new, const struct object *old)
{
	if (new->kind == old->kind && strcmp(new->name.name, old->name.name) == 0)
		return true;
	if (new->kind == OBJECT_CONSTRAINT && old->kind == OBJECT_CONSTRAINT &&
		((const struct constraint *)new)->type == CONSTRAINT_PRIMARY_KEY &&
		((const struct constraint *)old)->type == CONSTRAINT_PRIMARY_KEY)
		return true;
	return names_same_set(columns_of_key(new), columns_of_key(old));
}

/* What is built to take the place of a key that goes; NULL: nothing. */
static const struct object *successor(
	struct planner *planner, struct qualified name, const struct object *old)
{
	const struct table *table = schema_find(planner->to, OBJECT_TABLE, name);
	if (!table || !can_be_referenced(old))
		return NULL;
	list_each (struct constraint **, each, &table->constraints) {
		if (is_key(*each) && succeeds(&(*each)->object, old) &&
			is_built(planner, table, &(*each)->object))
			return &(*each)->object;
	}
	list_each (struct index **, each, &table->indexes) {
		if (can_be_referenced(&(*each)->object) && succeeds(&(*each)->object, old) &&
			is_built(planner, table, &(*each)->object))
			return &(*each)->object;
	}
	return NULL;
}

/* All that must be there for what was built to take its place. */
static void needs_built(struct planner *planner, struct step *step, struct qualified table,
	const struct object *object)
{
	step_needs(planner, step, word_built(planner, table, object->name.name));
	if (object->kind != OBJECT_CONSTRAINT ||
		((const struct constraint *)object)->type != CONSTRAINT_PRIMARY_KEY)
		return;
	list_each (const char **, column, columns_of_key(object))
		step_needs(planner, step, word_null(planner, table, *column));
}

static void wait_for(struct planner *planner, struct step *step, struct qualified table,
	const struct object *key)
{
	const struct object *new = successor(planner, table, key);
	if (!new)
		return;
	step->rank = RANK_USE_INDEX;
	needs_built(planner, step, table, new);
}

/* Of the foreign key, those that it may point to. */
static void wait_for_target(
	struct planner *planner, struct step *step, const struct constraint *reference)
{
	struct qualified name = reference->references;
	const struct table *table = schema_find(planner->from, OBJECT_TABLE, name);
	if (!table || !survey_loses_key(&planner->survey, name, &reference->referenced))
		return;
	list_each (struct constraint **, key, &table->constraints) {
		if (is_key(*key) && refers_to(reference, name, &(*key)->columns))
			wait_for(planner, step, name, &(*key)->object);
	}
	list_each (struct index **, key, &table->indexes) {
		if (can_be_referenced(&(*key)->object) &&
			refers_to(reference, name, &(*key)->columns))
			wait_for(planner, step, name, &(*key)->object);
	}
}

void wait_for_successor(struct planner *planner, struct step *step, const struct object *parent,
	const struct object *old)
{
	const struct constraint *constraint = (const struct constraint *)old;
	if (parent->kind != OBJECT_TABLE || survey_cannot_stay(&planner->survey, parent->name, old))
		return;
	if (old->kind == OBJECT_CONSTRAINT && constraint->type == CONSTRAINT_FOREIGN_KEY)
		wait_for_target(planner, step, constraint);
	else
		wait_for(planner, step, parent->name, old);
}

/* --- building --------------------------------------------------------------------------------- */

static const char *build(
	struct planner *planner, const struct object *parent, const struct constraint *constraint)
{
	struct qualified name = {
		.schema = parent->name.schema, .name = constraint->object.name.name};
	const char *own = name.name;
	if (is_index_name(planner, parent->name, own))
		name.name = helping_index(planner, name, "new");
	struct step *step = step_add(planner, RANK_BUILD_INDEX);
	struct statement *statement = step_say(planner, step, &constraint->object,
		ddl_concurrently(planner->arena,
			ddl_create_key_index(planner->arena, parent->name, constraint, name.name)));
	statement->standing = STANDS_OUTSIDE;
	if (is_news_to_rows(planner, parent->name, constraint)) {
		step_note(planner, step, "fails when rows of %s have the same %s",
			quoted(planner, parent->name),
			constraint->type == CONSTRAINT_PRIMARY_KEY ? "key" : "values");
		step_breaks(step, COMPATIBILITY_TIGHTENING);
	}
	step_needs_constraint(planner, step, parent->name, constraint);
	step_provides(planner, step, word_built(planner, parent->name, own));
	return name.name;
}

/* There is only one. */
static void needs_primary_key_gone(
	struct planner *planner, struct step *step, struct qualified table)
{
	const struct table *from = schema_find(planner->from, OBJECT_TABLE, table);
	const struct constraint *key = table_primary_key(from);
	if (key)
		step_needs(
			planner, step, word_constraint_gone(planner, table, key->object.name.name));
}

/* The step in which what was built becomes the key's. */
static struct step *use(
	struct planner *planner, const struct object *parent, const struct constraint *constraint)
{
	const struct table *table = (const struct table *)parent;
	if (table->partition_by)
		return build_key_on_leaves(planner, table, constraint);
	const char *index = build(planner, parent, constraint);
	struct step *step = step_add(planner, RANK_USE_INDEX);
	step_say(planner, step, &constraint->object,
		ddl_use_index(planner->arena, parent->name, constraint, index));
	return step;
}

void build_key(
	struct planner *planner, const struct object *parent, const struct constraint *constraint)
{
	const char *name = constraint->object.name.name;
	struct step *step = use(planner, parent, constraint);
	step_needs_constraint(planner, step, parent->name, constraint);
	step_say_comment(planner, step, &constraint->object, parent);
	say_clustering_again(planner, step, (const struct table *)parent, name);
	needs_built(planner, step, parent->name, &constraint->object);
	if (constraint->type == CONSTRAINT_PRIMARY_KEY)
		needs_primary_key_gone(planner, step, parent->name);
	step_needs(planner, step, word_constraint_gone(planner, parent->name, name));
	step_needs(planner, step, word_name_free(planner, parent->name.schema, name));
	step_provides(planner, step, word_constraint(planner, parent->name, name));
	step_provides(planner, step, word_key(planner, parent->name, &constraint->columns));
	say_identity_again(planner, step, parent->name, name);
}
