/* 0002_fast_sessions: fast sessions */
#include "0002_fast_sessions.h"

#include <restruct.h>

void upgrade_0002_fast_sessions(restruct_migration *m)
{
	restruct_sql(m, "ALTER TABLE sessions SET (autovacuum_enabled = false, fillfactor = 70)");
	/* from then on a crash of the server empties "sessions", and no standby has its rows;
	 * fails when a publication names it */
	restruct_sql(m, "ALTER TABLE sessions SET UNLOGGED");
	/* without a policy only the owner of "sessions" and superusers see its rows */
	restruct_sql(m, "ALTER TABLE sessions ENABLE ROW LEVEL SECURITY");
}

void downgrade_0002_fast_sessions(restruct_migration *m)
{
	/* whoever may read "sessions" sees all of its rows then */
	restruct_sql(m, "ALTER TABLE sessions DISABLE ROW LEVEL SECURITY");
	restruct_sql(m, "ALTER TABLE sessions SET (fillfactor = 90)");
	restruct_sql(m, "ALTER TABLE sessions RESET (autovacuum_enabled)");
	restruct_sql(m, "ALTER TABLE sessions SET LOGGED");
}
