/* 0002_right: right */
#include "0002_right.h"

#include <restruct.h>

void upgrade_0002_right(restruct_migration *m)
{
	restruct_sql(m, "ALTER TABLE customers ADD COLUMN \"right\" text");
	restruct_sql(m, "ALTER TABLE customers ALTER COLUMN phone SET DEFAULT ''");
}

void downgrade_0002_right(restruct_migration *m)
{
	restruct_sql(m, "ALTER TABLE customers ALTER COLUMN phone DROP DEFAULT");
	/* the values of "customers.right" are lost */
	restruct_sql(m, "ALTER TABLE customers DROP COLUMN \"right\"");
}
