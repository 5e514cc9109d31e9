#include <restruct_model.h>

struct item {
	int64_t id DB_PRIMARY_KEY;
	int32_t high DB_WAS(low);
	int32_t low DB_WAS(high) DB_DEFAULT("5");
	bool c DB_CHECK("c OR high < low");
} DB_TABLE(items);
