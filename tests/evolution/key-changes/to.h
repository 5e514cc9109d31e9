#include <restruct_model.h>

struct item {
	int64_t id DB_UNIQUE;
	int64_t number;
	int64_t code DB_UNIQUE;
	int64_t line;
} DB_TABLE(items) DB_CONSTRAINT(items_pkey, "PRIMARY KEY (number, line)") DB_CONSTRAINT("UNIQUE (number)");

struct part {
	int64_t item_id DB_REFERENCES(items, id) DB_PRIMARY_KEY;
	int64_t item_number DB_REFERENCES(items, number);
} DB_TABLE(parts);
