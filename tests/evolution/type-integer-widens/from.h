#include <restruct_model.h>

struct item {
	int32_t id DB_PRIMARY_KEY DB_IDENTITY;
	int32_t parent_id DB_NULL DB_REFERENCES(items);
	int32_t number DB_DEFAULT("3") DB_CHECK("number > 0") DB_UNIQUE;
	int32_t counted DB_TYPE("serial");
} DB_TABLE(items) DB_INDEX(items_some, "(number) WHERE number > 5");

struct part {
	int32_t id DB_PRIMARY_KEY;
	int32_t item_id DB_REFERENCES(items, number);
} DB_TABLE(parts);
