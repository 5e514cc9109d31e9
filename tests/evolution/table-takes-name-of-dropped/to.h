#include <restruct_model.h>

struct session {
	db_uuid id DB_PRIMARY_KEY;
	bool live;
} DB_TABLE(sessions) DB_WAS(sessions_new);

struct visit {
	int64_t id DB_PRIMARY_KEY;
} DB_TABLE(visits);
