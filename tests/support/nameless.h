/* Schemas for tests as a database has them: without any name or type of C. */
#ifndef RESTRUCT_TESTS_NAMELESS_H
#define RESTRUCT_TESTS_NAMELESS_H

#include "schema/schema.h"

/* The schema that a header's text declares, without what only C knows: tags, members, enumerators,
 * typedef names, C types, the places of tables and columns. */
struct schema *nameless_from_text(struct arena *arena, const char *text);
/* The header that import makes of it. */
const char *nameless_header(struct arena *arena, struct schema *schema);

#endif
