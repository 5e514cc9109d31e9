/* The revisions of this program, parents first: written by restruct table, not to be edited. */
#include <restruct.h>

#if RESTRUCT_TABLE_VERSION != 1
#error "this table and <restruct.h> are of different versions: run restruct table again"
#endif

void upgrade_0001_initial(restruct_migration *m);
void downgrade_0001_initial(restruct_migration *m);
void upgrade_0002_second(restruct_migration *m);
void downgrade_0002_second(restruct_migration *m);

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
		.id = "0002_second",
		.message = "second",
		.parent = "0001_initial",
		.checksum = "455dd9418d0c8b3d",
		.hazards = RESTRUCT_HAZARD_LOSES_DATA | RESTRUCT_HAZARD_BREAKS_OLD_CODE,
		.compatibility = RESTRUCT_COMPATIBILITY_BREAKING,
		.upgrade = upgrade_0002_second,
		.downgrade = downgrade_0002_second,
	},
};

extern const restruct_table shop_revisions;
const restruct_table shop_revisions = {
	.magic = RESTRUCT_TABLE_MAGIC,
	.version = RESTRUCT_TABLE_VERSION,
	.count = 2,
	.revisions = revisions,
};
