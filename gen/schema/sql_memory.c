/* What SQL of an arena was read already; see sql_memory.h. */
#include "schema/sql_memory.h"

#include <string.h>

struct sql_memory *sql_memory(struct arena *arena)
{
	if (!arena->sql)
		arena->sql = arena_new(arena, struct sql_memory);
	return arena->sql;
}

const struct sql_scope *sql_enter(struct arena *arena, const struct sql_scope *scope)
{
	struct sql_memory *memory = sql_memory(arena);
	const struct sql_scope *before = memory->scope;
	memory->scope = scope;
	return before;
}

/* What a scope has no say in is the same in all. */
static bool depends(struct arena *arena, const char *text)
{
	static const char *const signs[] = {
		"::", " ANY", " ALL", ") AND ", ") OR ", "ARRAY", "_ops", NULL};
	bool found = false;
	if (sql_memory(arena)->scope)
		for (const char *const *sign = signs; *sign && !found; sign++)
			found = strstr(text, *sign) != NULL;
	return found;
}

const void *sql_memory_get(struct arena *arena, const struct map *known, const char *text)
{
	return depends(arena, text) ? NULL : map_get(known, text);
}

void sql_memory_put(struct arena *arena, struct map *known, const char *text, void *kept)
{
	if (!depends(arena, text))
		map_put(arena, known, arena_strdup(arena, text), kept);
}

void sql_memory_share_names(struct names *names)
{
	names->capacity = names->count;
}

void sql_memory_share(struct mentions *mentions)
{
	sql_memory_share_names(&mentions->columns);
	mentions->types.capacity = mentions->types.count;
	mentions->relations.capacity = mentions->relations.count;
	mentions->functions.capacity = mentions->functions.count;
}
