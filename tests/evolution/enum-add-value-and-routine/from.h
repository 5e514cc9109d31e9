#include <restruct_model.h>

enum level { LEVEL_LOW, LEVEL_MID } DB_ENUM(level);

struct item {
	int64_t id DB_PRIMARY_KEY;
	enum level level;
} DB_TABLE(items);
