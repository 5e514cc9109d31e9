/* 0002_left: left */
#include "0002_left.h"

#include <restruct.h>

void upgrade_0002_left(restruct_migration *m)
{
	restruct_sql(m, "ALTER TABLE customers ADD COLUMN \"left\" text");
	/* fails when "customers" has rows, since nothing says what they hold in
	 * "customers.right": give it a default, or let it be NULL until a later revision has
	 * filled it */
	restruct_sql(m, "ALTER TABLE customers ADD COLUMN \"right\" text NOT NULL");
}

void downgrade_0002_left(restruct_migration *m)
{
	/* the values of "customers.left" are lost */
	restruct_sql(m, "ALTER TABLE customers DROP COLUMN \"left\"");
	/* the values of "customers.right" are lost */
	restruct_sql(m, "ALTER TABLE customers DROP COLUMN \"right\"");
}
