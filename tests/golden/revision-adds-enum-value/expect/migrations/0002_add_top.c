/* 0002_add_top: add top */
#include "0002_add_top.h"

#include <restruct.h>

void upgrade_0002_add_top(restruct_migration *m)
{
	restruct_sql(m, "ALTER TYPE level ADD VALUE 'lowest' BEFORE 'low'");
	restruct_sql(m, "ALTER TYPE level ADD VALUE 'top' AFTER 'mid'");
	restruct_commit(m);
	restruct_sql(m, "ALTER TABLE items ALTER COLUMN level SET DEFAULT 'top'");
	restruct_concurrently(
		m, "CREATE INDEX CONCURRENTLY items_at_top ON items (id) WHERE level = 'top'");
}

void downgrade_0002_add_top(restruct_migration *m)
{
	restruct_sql(m, "DROP INDEX items_at_top");
	restruct_sql(m, "ALTER TABLE items ALTER COLUMN level DROP DEFAULT");
	restruct_sql(m, "ALTER TYPE level RENAME TO level_old");
	restruct_sql(m, "CREATE TYPE level AS ENUM ('low', 'mid')");
	/* fails when "items.level" holds 'lowest', 'top' */
	restruct_sql(m, "ALTER TABLE items ALTER COLUMN level TYPE level USING level::text::level");
	restruct_sql(m, "DROP TYPE level_old");
	restruct_commit(m);
	restruct_sql(m, "ANALYZE items");
}
