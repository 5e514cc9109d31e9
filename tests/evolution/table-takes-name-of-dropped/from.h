#include <restruct_model.h>

struct session {
	int64_t id DB_PRIMARY_KEY;
	char *token DB_UNIQUE;
	int32_t old;
} DB_TABLE(sessions);

struct session_new {
	db_uuid id DB_PRIMARY_KEY;
	bool live;
} DB_TABLE(sessions_new);

struct visit {
	int64_t id DB_PRIMARY_KEY;
	int64_t session_id DB_NULL DB_REFERENCES(sessions);
} DB_TABLE(visits);
