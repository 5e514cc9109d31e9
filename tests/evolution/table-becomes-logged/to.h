#include <restruct_model.h>

struct access {
	int64_t id DB_PRIMARY_KEY DB_IDENTITY;
	int64_t session_id DB_REFERENCES(sessions);
} DB_TABLE(accesses);

struct session {
	int64_t id DB_PRIMARY_KEY DB_IDENTITY;
	int64_t parent_id DB_NULL DB_REFERENCES(sessions);
} DB_TABLE(sessions);

struct cache {
	int64_t id DB_PRIMARY_KEY DB_IDENTITY;
} DB_TABLE(caches) DB_UNLOGGED;

struct user {
	int64_t id DB_PRIMARY_KEY;
	int64_t session_id DB_REFERENCES(sessions);
	int64_t last_id DB_NULL DB_REFERENCES(sessions);
} DB_TABLE(users);

struct token {
	int64_t id DB_PRIMARY_KEY;
	int64_t session_id DB_REFERENCES(sessions);
} DB_TABLE(tokens);
