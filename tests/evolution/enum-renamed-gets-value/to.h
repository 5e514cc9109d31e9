#include <restruct_model.h>

enum width { WIDTH_SMALL DB_WAS(s), WIDTH_MEDIUM, WIDTH_L } DB_ENUM(width) DB_WAS(size);

struct item {
	int64_t id DB_PRIMARY_KEY;
	enum width size DB_DEFAULT("'medium'");
} DB_TABLE(items);
