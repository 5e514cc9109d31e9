#include <restruct_model.h>

struct access {
	int64_t id DB_PRIMARY_KEY DB_IDENTITY;
	int64_t session_id DB_REFERENCES(sessions);
	int64_t cache_id DB_REFERENCES(caches);
} DB_TABLE(accesses) DB_UNLOGGED;

struct session {
	int64_t id DB_PRIMARY_KEY DB_IDENTITY;
	int64_t parent_id DB_NULL DB_REFERENCES(sessions);
} DB_TABLE(sessions) DB_UNLOGGED;

struct cache {
	int64_t id DB_PRIMARY_KEY DB_IDENTITY;
} DB_TABLE(caches) DB_UNLOGGED;

struct user {
	int64_t id DB_PRIMARY_KEY;
	int64_t session_id;
} DB_TABLE(users);
