/* 0002_another: another */
#include "0002_another.h"

#include <restruct.h>

void upgrade_0002_another(restruct_migration *m)
{
	restruct_sql(m, "ALTER TABLE customers ADD COLUMN telephone text");
	/* the values of "customers.phone" are lost */
	restruct_sql(m, "ALTER TABLE customers DROP COLUMN phone");
}

void downgrade_0002_another(restruct_migration *m)
{
	/* the values that "customers.phone" held are gone */
	restruct_sql(m, "ALTER TABLE customers ADD COLUMN phone text");
	/* the values of "customers.telephone" are lost */
	restruct_sql(m, "ALTER TABLE customers DROP COLUMN telephone");
}
