/* The revisions of this program, parents first: written by restruct table, not to be edited. */
#include <restruct.h>

#if RESTRUCT_TABLE_VERSION != 2
#error "this table and <restruct.h> are of different versions: run restruct table again"
#endif

extern const restruct_table restruct_revisions;
const restruct_table restruct_revisions = {
	.magic = RESTRUCT_TABLE_MAGIC,
	.version = RESTRUCT_TABLE_VERSION,
	.count = 0,
};
