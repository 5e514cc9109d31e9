#include <restruct_model.h>

enum level { LEVEL_LOWER DB_WAS(low), LEVEL_MIDDLE DB_WAS(mid) } DB_ENUM(level);

struct item {
	int64_t id DB_PRIMARY_KEY;
	enum level level DB_DEFAULT("'middle'") DB_CHECK("level <> 'lower'");
} DB_TABLE(items);
