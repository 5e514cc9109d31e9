#include <restruct_model.h>

struct session {
	int64_t id DB_PRIMARY_KEY DB_IDENTITY;
	char *token;
} DB_TABLE(sessions) DB_WITH("fillfactor=90");
