#include <restruct_model.h>

struct order {
	int64_t id DB_PRIMARY_KEY;
	int64_t number;
} DB_TABLE(orders);

struct draft {
	int64_t id DB_PRIMARY_KEY;
	int64_t number;
} DB_TABLE(drafts) DB_UNLOGGED;

struct note {
	int64_t id DB_PRIMARY_KEY;
	int64_t number;
} DB_TABLE(notes) DB_UNLOGGED;

DB_SEQUENCE(moves, "OWNED BY drafts.number");
DB_SEQUENCE(returns, "OWNED BY orders.number");
DB_SEQUENCE(stays);
DB_SEQUENCE(joins, "OWNED BY notes.number");
DB_SEQUENCE(leaves);
DB_SEQUENCE(begins, "OWNED BY notes.id");
