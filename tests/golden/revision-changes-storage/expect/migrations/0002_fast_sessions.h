/* 0002_fast_sessions: fast sessions */
#ifndef RESTRUCT_REVISION_0002_FAST_SESSIONS_H
#define RESTRUCT_REVISION_0002_FAST_SESSIONS_H

#include <restruct_model.h>

/* clang-format off */

DB_REVISION(0002_fast_sessions, "fast sessions", 0001_initial);
DB_COMPATIBILITY(breaking);
DB_HAZARD(rewrites-table, "ALTER TABLE sessions SET UNLOGGED");
DB_HAZARD(blocks-reads, "ALTER TABLE sessions SET UNLOGGED");
DB_HAZARD(breaks-old-code, "ALTER TABLE sessions ENABLE ROW LEVEL SECURITY");

struct session_0002_fast_sessions {
	int64_t id    DB_PRIMARY_KEY DB_IDENTITY;
	char   *token;
} DB_TABLE(sessions)
	DB_UNLOGGED
	DB_WITH("autovacuum_enabled = false, fillfactor = 70")
	DB_ROW_SECURITY;

/* clang-format on */

struct restruct_migration;
void upgrade_0002_fast_sessions(struct restruct_migration *m);
void downgrade_0002_fast_sessions(struct restruct_migration *m);

#endif
