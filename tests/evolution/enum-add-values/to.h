#include <restruct_model.h>

enum level { LEVEL_LOWEST, LEVEL_LOW, LEVEL_MID, LEVEL_HIGH, LEVEL_TOP, LEVEL_BEYOND DB_LABEL("it's beyond") } DB_ENUM(level);

struct item {
	int64_t id DB_PRIMARY_KEY;
	enum level level DB_DEFAULT("'mid'");
} DB_TABLE(items);
