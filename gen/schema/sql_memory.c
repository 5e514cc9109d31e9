/* What SQL of an arena was read already; see sql_memory.h. */
#include "schema/sql_memory.h"

struct sql_memory *sql_memory(struct arena *arena)
{
	if (!arena->sql)
		arena->sql = arena_new(arena, struct sql_memory);
	return arena->sql;
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
