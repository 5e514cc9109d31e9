#include <restruct_model.h>

struct item {
	int64_t id DB_PRIMARY_KEY DB_IDENTITY;
	int64_t parent_id DB_NULL DB_REFERENCES(items);
	int64_t number DB_DEFAULT("3") DB_CHECK("number > 0") DB_UNIQUE;
	int64_t counted DB_TYPE("bigserial");
} DB_TABLE(items) DB_INDEX(items_some, "(number) WHERE number > 5");

struct part {
	int64_t id DB_PRIMARY_KEY;
	int64_t item_id DB_REFERENCES(items, number);
} DB_TABLE(parts);
