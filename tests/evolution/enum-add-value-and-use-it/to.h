#include <restruct_model.h>

enum level { LEVEL_LOW, LEVEL_MID, LEVEL_TOP } DB_ENUM(level);

struct item {
	int64_t id DB_PRIMARY_KEY;
	enum level level DB_DEFAULT("'top'") DB_CHECK("level <> 'top' OR id > 5");
	enum level next DB_DEFAULT("'top'");
} DB_TABLE(items)
	DB_INDEX(items_at_top, "(id) WHERE level = 'top'");

struct DB_VIEW(top_items, "SELECT id FROM items WHERE level = 'top'") top_items;
