/* What SQL of an arena was read already, by its text: models repeat themselves, and parsing,
 * writing and reading back costs some 20 microseconds a piece. */
#ifndef RESTRUCT_SCHEMA_SQL_MEMORY_H
#define RESTRUCT_SCHEMA_SQL_MEMORY_H

#include "schema/sql.h"

struct sql_memory {
	struct map types, expressions, constraints, indexes;
	const struct sql_scope *scope; /* within one only types are remembered */
};

/* The arena's own, made when it is asked for first. */
struct sql_memory *sql_memory(struct arena *arena);

/* What text was read as before, or NULL; and notes it. Not where a scope might have a
 * say. */
const void *sql_memory_get(struct arena *arena, const struct map *known, const char *text);
void sql_memory_put(struct arena *arena, struct map *known, const char *text, void *kept);

/* Makes lists grow into memory of their own: what they hold is remembered, too. */
void sql_memory_share(struct mentions *mentions);
void sql_memory_share_names(struct names *names);

#endif
