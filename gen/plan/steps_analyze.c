/* Steps that gather statistics: at the end, each alone, since ANALYZE keeps others from changing
 * the table for as long as it takes and must not do so under the locks of the rest.
 *
 * The server drops a column's statistics together with its type, rows or no rows, and what it has
 * never looked at it has none of: the values of an expression that is indexed, extended statistics.
 * Autovacuum comes when rows have changed, and here none did. The whole table is named, not its
 * columns: with a list of columns ANALYZE leaves out what indexed expressions hold, and it reads
 * the same sample anyway. */
#include "plan/ddl.h"
#include "plan/steps.h"

#include "diff/expand.h"

static bool may_have_rows(struct planner *planner, const struct object *relation)
{
	const struct table *from = schema_find(planner->from, OBJECT_TABLE, relation->name);
	if (relation->kind != OBJECT_TABLE)
		return schema_find(planner->from, relation->kind, relation->name) &&
		       !survey_remakes(&planner->survey, relation);
	return from && !from->empty && !is_new_table(planner, relation->name) &&
	       !survey_remakes_table(&planner->survey, relation->name);
}

static void analyze(struct planner *planner, const struct object *relation)
{
	const char *key = qualified_text(planner->arena, relation->name);
	if (map_get(&planner->analyzed, key))
		return;
	map_put(planner->arena, &planner->analyzed, key, planner);
	struct step *step = step_add(planner, RANK_ANALYZE);
	struct statement *statement =
		step_say(planner, step, relation, ddl_analyze(planner->arena, relation->name));
	if (!planner->single_transaction)
		statement->standing = STANDS_ALONE;
}

/* Partitions are looked at with their table, children are not. */
static void analyze_child(void *data, struct table *descendant)
{
	if (!descendant->partition_of.name)
		analyze(data, &descendant->object);
}

void gather_statistics(struct planner *planner, const struct object *relation)
{
	if (!relation || !may_have_rows(planner, relation))
		return;
	analyze(planner, relation);
	if (relation->kind == OBJECT_TABLE && planner->diff->expanded)
		each_descendant(
			planner->to, (const struct table *)relation, analyze_child, planner);
}
