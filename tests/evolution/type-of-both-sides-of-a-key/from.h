#include <restruct_model.h>

struct item {
	db_text id DB_PRIMARY_KEY;
	db_text parent_id DB_NULL DB_REFERENCES(items);
} DB_TABLE(items);

struct part {
	int64_t id DB_PRIMARY_KEY;
	db_text item_id DB_REFERENCES(items, id, "ON DELETE CASCADE DEFERRABLE");
} DB_TABLE(parts) DB_INDEX(parts_by_item, "(item_id)");
