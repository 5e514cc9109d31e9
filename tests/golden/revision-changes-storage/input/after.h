#include <restruct_model.h>

struct session {
	int64_t id DB_PRIMARY_KEY DB_IDENTITY;
	char *token;
} DB_TABLE(sessions) DB_WITH("fillfactor=70, autovacuum_enabled=no") DB_UNLOGGED DB_ROW_SECURITY;
