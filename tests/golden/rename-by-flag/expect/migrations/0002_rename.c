/* 0002_rename: rename */
#include "0002_rename.h"

#include <restruct.h>

void upgrade_0002_rename(restruct_migration *m)
{
	restruct_sql(m, "ALTER TABLE customers RENAME COLUMN phone TO telephone");
}

void downgrade_0002_rename(restruct_migration *m)
{
	restruct_sql(m, "ALTER TABLE customers RENAME COLUMN telephone TO phone");
}
