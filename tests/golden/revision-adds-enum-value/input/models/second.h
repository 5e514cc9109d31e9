#include <restruct_model.h>

enum level { LEVEL_LOWEST, LEVEL_LOW, LEVEL_MID, LEVEL_TOP } DB_ENUM(level);

struct item {
	int64_t id DB_PRIMARY_KEY;
	enum level level DB_DEFAULT("'top'");
} DB_TABLE(items)
	DB_INDEX(items_at_top, "(id) WHERE level = 'top'");
