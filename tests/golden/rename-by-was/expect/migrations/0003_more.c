/* 0003_more: more */
#include "0003_more.h"

#include <restruct.h>

void upgrade_0003_more(restruct_migration *m)
{
	restruct_sql(m, "ALTER TABLE sales.clients ADD COLUMN address text");
}

void downgrade_0003_more(restruct_migration *m)
{
	/* the values of "clients.address" are lost */
	restruct_sql(m, "ALTER TABLE sales.clients DROP COLUMN address");
}
