/* The revisions of this program, parents first: written by restruct table, not to be edited. */
#include <restruct.h>

#if RESTRUCT_TABLE_VERSION != 1
#error "this table and <restruct.h> are of different versions: run restruct table again"
#endif

void upgrade_0001_initial(restruct_migration *m);
void downgrade_0001_initial(restruct_migration *m);
void upgrade_0002_left(restruct_migration *m);
void downgrade_0002_left(restruct_migration *m);
void upgrade_0002_right(restruct_migration *m);
void downgrade_0002_right(restruct_migration *m);
void upgrade_0003_left_and_right(restruct_migration *m);
void downgrade_0003_left_and_right(restruct_migration *m);

static const restruct_revision revisions[] = {
	{
		.id = "0001_initial",
		.message = "initial",
		.checksum = "87c307d5447a171a",
		.compatibility = RESTRUCT_COMPATIBILITY_ADDITIVE,
		.upgrade = upgrade_0001_initial,
		.downgrade = downgrade_0001_initial,
	},
	{
		.id = "0002_left",
		.message = "left",
		.parent = "0001_initial",
		.checksum = "78c907e9833874a9",
		.compatibility = RESTRUCT_COMPATIBILITY_ADDITIVE,
		.upgrade = upgrade_0002_left,
		.downgrade = downgrade_0002_left,
	},
	{
		.id = "0002_right",
		.message = "right",
		.parent = "0001_initial",
		.checksum = "a06c635d461d76bd",
		.compatibility = RESTRUCT_COMPATIBILITY_ADDITIVE,
		.upgrade = upgrade_0002_right,
		.downgrade = downgrade_0002_right,
	},
	{
		.id = "0003_left_and_right",
		.message = "left and right",
		.parent = "0002_left",
		.second_parent = "0002_right",
		.checksum = "e2d1f7f6c4c73920",
		.compatibility = RESTRUCT_COMPATIBILITY_ADDITIVE,
		.upgrade = upgrade_0003_left_and_right,
		.downgrade = downgrade_0003_left_and_right,
	},
};

extern const restruct_table restruct_revisions;
const restruct_table restruct_revisions = {
	.magic = RESTRUCT_TABLE_MAGIC,
	.version = RESTRUCT_TABLE_VERSION,
	.count = 4,
	.revisions = revisions,
};
