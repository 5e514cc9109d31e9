/* 0002_left: left */
#include "0002_left.h"

#include <restruct.h>

void upgrade_0002_left(restruct_migration *m)
{
	restruct_sql(m, "ALTER TABLE customers ADD COLUMN \"left\" text");
}

void downgrade_0002_left(restruct_migration *m)
{
	/* the values of "customers.left" are lost */
	restruct_sql(m, "ALTER TABLE customers DROP COLUMN \"left\"");
}
