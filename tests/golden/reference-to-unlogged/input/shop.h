#include <restruct_model.h>

struct session {
	int64_t id DB_PRIMARY_KEY;
	int64_t number;
} DB_TABLE(sessions) DB_UNLOGGED DB_CONSTRAINT("UNIQUE (id, number)");

struct order {
	int64_t id DB_PRIMARY_KEY;
	int64_t session_id DB_REFERENCES(sessions);
	int64_t number;
} DB_TABLE(orders)
	DB_CONSTRAINT(orders_number, "FOREIGN KEY (session_id, number) REFERENCES sessions (id, number)");

struct access {
	int64_t id DB_PRIMARY_KEY;
	int64_t session_id DB_REFERENCES(sessions);
	int64_t order_id DB_REFERENCES(orders);
} DB_TABLE(accesses) DB_UNLOGGED;
