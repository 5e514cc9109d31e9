#include <restruct_model.h>

struct session {
	int64_t id DB_PRIMARY_KEY DB_IDENTITY;
	int32_t number DB_TYPE("serial");
	int64_t parent_id DB_NULL DB_REFERENCES(sessions);
} DB_TABLE(sessions);

struct access {
	int64_t id DB_PRIMARY_KEY;
	int64_t session_id DB_REFERENCES(sessions);
} DB_TABLE(accesses);

/* Stays logged, and must let go of the sessions. */
struct visitor {
	int64_t id DB_PRIMARY_KEY;
	int64_t session_id DB_NULL DB_REFERENCES(sessions);
	int64_t last_id DB_NULL DB_REFERENCES(sessions);
} DB_TABLE(visitors);

struct audit {
	int64_t id DB_PRIMARY_KEY;
	int64_t session_id DB_NULL DB_REFERENCES(sessions);
} DB_TABLE(audits);
