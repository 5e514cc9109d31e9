/* Schemas for tests, from annotated C in a string. */
#ifndef RESTRUCT_TESTS_MODELS_H
#define RESTRUCT_TESTS_MODELS_H

#include "schema/schema.h"

/* The schema that a header's text declares; the text needs no include lines. Not understood: NULL,
 * and what is wrong stands on stderr. */
struct schema *models_from_text(struct arena *arena, const char *text);

#endif
