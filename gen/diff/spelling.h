/* Two spellings of one thing are no difference. */
#ifndef RESTRUCT_DIFF_SPELLING_H
#define RESTRUCT_DIFF_SPELLING_H

#include "schema/schema.h"

/* rendered is what the server of a database makes of models; actual is what that database holds.
 * Wherever the two agree on a text, actual gets the one that models has for it, so that the
 * comparison with models finds only what differs. What rendered lacks, since the server refused it,
 * stays as it is. An extension whose version models leave open has none in actual, either. */
void spell_as_models(
	struct schema *actual, const struct schema *models, const struct schema *rendered);

#endif
