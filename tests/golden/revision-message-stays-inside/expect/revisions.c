/* The revisions of this program, parents first: written by restruct table, not to be edited. */
#include <restruct.h>

#if RESTRUCT_TABLE_VERSION != 1
#error "this table and <restruct.h> are of different versions: run restruct table again"
#endif

void upgrade_0001_ends_quoted_s_second_line(restruct_migration *m);
void downgrade_0001_ends_quoted_s_second_line(restruct_migration *m);

static const restruct_revision revisions[] = {
	{
		.id = "0001_ends_quoted_s_second_line",
		.message = "ends */ \"quoted\" /* ?\?/ \\ %s second line",
		.checksum = "fe4aa7c746cc3a5d",
		.compatibility = RESTRUCT_COMPATIBILITY_ADDITIVE,
		.upgrade = upgrade_0001_ends_quoted_s_second_line,
		.downgrade = downgrade_0001_ends_quoted_s_second_line,
	},
};

extern const restruct_table restruct_revisions;
const restruct_table restruct_revisions = {
	.magic = RESTRUCT_TABLE_MAGIC,
	.version = RESTRUCT_TABLE_VERSION,
	.count = 1,
	.revisions = revisions,
};
