#include <restruct_model.h>

struct item {
	int64_t id DB_PRIMARY_KEY;
	int64_t number DB_UNIQUE;
	int64_t code;
	int64_t line;
} DB_TABLE(items);

struct part {
	int64_t item_id DB_REFERENCES(items);
	int64_t item_number DB_REFERENCES(items, number);
} DB_TABLE(parts);
