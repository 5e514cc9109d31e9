/* Names for what helps for a while: an index that is built before it can have its own name. */
#include "plan/steps.h"
#include "schema/names.h"

bool is_relation_name(const struct schema *schema, struct qualified name)
{
	static const enum object_kind kinds[] = {OBJECT_TABLE, OBJECT_INDEX, OBJECT_CONSTRAINT,
		OBJECT_SEQUENCE, OBJECT_VIEW, OBJECT_MATERIALIZED_VIEW, OBJECT_COMPOSITE};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		if (schema_find(schema, kinds[i], name))
			return true;
	}
	return false;
}

bool is_name_taken(const struct planner *planner, struct qualified name)
{
	return is_relation_name(planner->from, name) || is_relation_name(planner->to, name);
}

/* label is "new" or "old": the first name of that kind that nobody has before or after. */
const char *helping_index(struct planner *planner, struct qualified name, const char *label)
{
	struct arena *arena = planner->arena;
	struct qualified helping = {.schema = name.schema};
	for (unsigned i = 1;; i++) {
		helping.name = name_make(arena, name.name, NULL,
			i == 1 ? label : arena_printf(arena, "%s%u", label, i));
		const char *key = qualified_text(arena, helping);
		if (is_name_taken(planner, helping) || map_get(&planner->helping, key))
			continue;
		map_put(arena, &planner->helping, key, planner);
		return helping.name;
	}
}
