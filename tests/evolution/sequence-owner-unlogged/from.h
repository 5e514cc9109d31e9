#include <restruct_model.h>

struct order {
	int64_t id DB_PRIMARY_KEY;
	int64_t number;
} DB_TABLE(orders);

struct draft {
	int64_t id DB_PRIMARY_KEY;
	int64_t number;
} DB_TABLE(drafts) DB_UNLOGGED;

struct old_draft {
	int64_t id DB_PRIMARY_KEY;
	int64_t number;
} DB_TABLE(old_drafts) DB_UNLOGGED;

struct note {
	int64_t id DB_PRIMARY_KEY;
	int64_t number;
} DB_TABLE(notes);

DB_SEQUENCE(moves, "OWNED BY orders.number");
DB_SEQUENCE(returns, "OWNED BY drafts.number");
DB_SEQUENCE(stays, "OWNED BY old_drafts.number");
DB_SEQUENCE(joins);
DB_SEQUENCE(leaves, "OWNED BY notes.number");
