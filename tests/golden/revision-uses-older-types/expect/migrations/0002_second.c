/* 0002_second: second */
#include "0002_second.h"

#include <restruct.h>

void upgrade_0002_second(restruct_migration *m)
{
	restruct_sql(m, "CREATE TYPE colour AS ENUM ('red')");
	restruct_sql(m, "ALTER TABLE people ADD COLUMN age age");
	restruct_sql(m, "ALTER TABLE people ADD COLUMN colour colour");
	restruct_sql(m, "ALTER TABLE people ADD COLUMN born timestamptz");
}

void downgrade_0002_second(restruct_migration *m)
{
	/* the values of "people.age" are lost */
	restruct_sql(m, "ALTER TABLE people DROP COLUMN age");
	/* the values of "people.colour" are lost */
	restruct_sql(m, "ALTER TABLE people DROP COLUMN colour");
	/* the values of "people.born" are lost */
	restruct_sql(m, "ALTER TABLE people DROP COLUMN born");
	restruct_sql(m, "DROP TYPE colour");
}
