/* Pieces of annotated C that the writers of headers share. */
#ifndef RESTRUCT_WRITE_MODELS_H
#define RESTRUCT_WRITE_MODELS_H

#include "write/write.h"

/* A name as an annotation's argument: bare, or a string where C cannot spell it. */
void write_model_name(struct text *text, const char *name);
void write_model_qualified(struct text *text, struct qualified name);

/* What objects need from elsewhere: ids of the revisions whose enums and domains their columns use,
 * sorted, and whether a type of <time.h> is among them. */
struct model_needs {
	struct names revisions;
	bool time;
};
void write_model_needs(struct arena *arena, const struct object_list *objects,
	const struct schema *schema, struct model_needs *needs);

#endif
