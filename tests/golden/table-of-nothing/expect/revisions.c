/* The revisions of this program, parents first: written by restruct table, not to be edited. */
#include <restruct.h>

#if RESTRUCT_TABLE_VERSION < 3
#error "<restruct.h> is older than the restruct that wrote this: install the librestruct that came with it"
#elif RESTRUCT_TABLE_VERSION > 3
#error "<restruct.h> is newer than the restruct that wrote this: run restruct table again, with its own restruct"
#endif

extern const restruct_table restruct_revisions;
const restruct_table restruct_revisions = {
	.magic = RESTRUCT_TABLE_MAGIC,
	.version = RESTRUCT_TABLE_VERSION,
	.count = 0,
};
