/* Two schemas that came from one, made one again: for restruct merge. */
#ifndef RESTRUCT_DIFF_MERGE_H
#define RESTRUCT_DIFF_MERGE_H

#include "base/diag.h"
#include "schema/schema.h"

/* One of the two sides. */
struct merge_side {
	const struct schema *schema;
	const char *id; /* of the revision, for messages */
};

/* What left and right changed since base, together. The statements of both will run, in either
 * order, so what both touch collides, even where they agree: a column that both add would be added
 * twice. Tables that both change are merged part by part. Each collision is an error in diag, and
 * so is a result that means nothing (a key to a table that the other side dropped). */
bool diff_merge(struct arena *arena, const struct schema *base, struct merge_side left,
	struct merge_side right, struct schema *merged, struct diag *diag);

#endif
