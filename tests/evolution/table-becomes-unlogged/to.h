#include <restruct_model.h>

struct session {
	int64_t id DB_PRIMARY_KEY DB_IDENTITY;
	int32_t number DB_TYPE("serial");
	int64_t parent_id DB_NULL DB_REFERENCES(sessions);
	int32_t round DB_TYPE("serial");
} DB_TABLE(sessions) DB_UNLOGGED;

struct access {
	int64_t id DB_PRIMARY_KEY;
	int64_t session_id DB_REFERENCES(sessions);
} DB_TABLE(accesses) DB_UNLOGGED;

struct visitor {
	int64_t id DB_PRIMARY_KEY;
	int64_t last_id DB_NULL;
} DB_TABLE(visitors);

struct token {
	int64_t id DB_PRIMARY_KEY DB_IDENTITY;
	int32_t number DB_TYPE("serial");
	int64_t session_id DB_REFERENCES(sessions);
} DB_TABLE(tokens) DB_UNLOGGED;
