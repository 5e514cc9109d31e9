/* Two spellings of one thing are no difference. */
#ifndef RESTRUCT_DIFF_SPELLING_H
#define RESTRUCT_DIFF_SPELLING_H

#include "schema/schema.h"

/* What one server makes of what a database holds, and of models. */
struct renderings {
	const struct schema *actual, *models;
};

/* An extension whose version models leave open has none in actual, either. */
void spell_versions(struct schema *actual, const struct schema *models);
/* Wherever the renderings agree on a text, actual gets the one that models has for it, so that the
 * comparison with models finds only what differs. What a rendering lacks, since the server refused
 * it or nobody asked, stays as it is. actual may be its own rendering. */
void spell_as_models(
	struct schema *actual, const struct schema *models, const struct renderings *renderings);

#endif
