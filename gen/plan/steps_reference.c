/* Foreign keys of partitioned tables in use. From PostgreSQL 18 on such a key comes unchecked as
 * any other. Before it the server has that only for each partition: each gets the key for itself,
 * unchecked, and when all are valid the table's own takes them for its parts without looking. */
#include "plan/ddl.h"
#include "plan/steps.h"

#include "diff/expand.h"

#include <string.h>

struct parts {
	struct planner *planner;
	const struct constraint *key;
	struct tables tables; /* those that need the key for themselves */
	bool impossible;
};

static bool has_like_it(const struct table *table, const struct constraint *key)
{
	list_each (struct constraint **, each, &table->constraints) {
		if ((*each)->type == CONSTRAINT_FOREIGN_KEY && !(*each)->not_valid &&
			strcmp((*each)->definition, key->definition) == 0)
			return true;
	}
	return false;
}

static void visit_part(void *data, struct table *table)
{
	struct parts *parts = data;
	struct planner *planner = parts->planner;
	const struct table *from = schema_find(planner->from, OBJECT_TABLE, table->object.name);
	if (table->partition_by || !from || is_new_table(planner, table->object.name) ||
		has_like_it(from, parts->key))
		return;
	if (table_constraint(from, parts->key->object.name.name))
		parts->impossible = true;
	list_push(planner->arena, &parts->tables, table);
}

/* A key to a partitioned table is one to each of its partitions, too, and not taken over. Where no
 * partition is known, there may be others. */
static bool find_parts(struct parts *parts, struct table *table)
{
	const struct table *other =
		schema_find(parts->planner->to, OBJECT_TABLE, parts->key->references);
	if (!other || other->partition_by)
		return false;
	each_descendant(parts->planner->to, table, visit_part, parts);
	return parts->tables.count && !parts->impossible;
}

static struct step *say_add(struct planner *planner, enum rank rank, const struct table *table,
	const struct constraint *key)
{
	struct step *step = step_add(planner, rank);
	step_say(planner, step, &key->object,
		ddl_add_constraint(planner->arena, table->object.name, key));
	step_needs_constraint(planner, step, table->object.name, key);
	return step;
}

static void are_for(struct step *step, unsigned since, unsigned before)
{
	list_each (struct statement *, statement, &step->statements) {
		statement->since = since;
		statement->before = before;
	}
}

static struct step *add_and_validate(struct planner *planner, const struct table *table,
	const struct constraint *key, struct step **added)
{
	struct constraint unchecked = *key;
	unchecked.not_valid = true;
	*added = say_add(planner, RANK_FOREIGN_KEY, table, &unchecked);
	(*added)->statements.items[0].object = &key->object;
	step_provides(planner, *added,
		word_unchecked(planner, table->object.name, key->object.name.name));
	return validate_step(planner, &table->object, &key->object);
}

void add_partitioned_reference(struct planner *planner, struct table *table,
	const struct constraint *key, const char *note)
{
	struct parts parts = {.planner = planner, .key = key};
	bool by_parts = find_parts(&parts, table);
	const char *name = key->object.name.name;
	struct step *added, *validated = add_and_validate(planner, table, key, &added);
	struct step *last =
		say_add(planner, by_parts ? RANK_VALIDATED : RANK_FOREIGN_KEY, table, key);
	if (note)
		step_breaks(added, COMPATIBILITY_TIGHTENING);
	step_say_comment(planner, added, &key->object, &table->object);
	if (note)
		step_note(planner, validated, "%s", note);
	are_for(added, 18, 0);
	are_for(validated, 18, 0);
	for (size_t i = 0; by_parts && i < parts.tables.count; i++) {
		const struct table *part = parts.tables.items[i];
		validated = add_and_validate(planner, part, key, &added);
		if (note)
			step_breaks(added, COMPATIBILITY_TIGHTENING);
		if (note)
			step_note(planner, validated, "%s", note);
		are_for(added, 0, 18);
		are_for(validated, 0, 18);
		step_needs(planner, last, word_constraint(planner, part->object.name, name));
	}
	if (!by_parts)
		last->statements.items[0].hazards |= HAZARD_BLOCKS_WRITES;
	if (note && !by_parts) {
		step_note(planner, last, "%s", note);
		step_breaks(last, COMPATIBILITY_TIGHTENING);
	}
	step_say_comment(planner, last, &key->object, &table->object);
	are_for(last, 0, 18);
	step_provides(planner, last, word_constraint(planner, table->object.name, name));
}
