#include <restruct_model.h>

struct item {
	int64_t id DB_PRIMARY_KEY;
	int32_t low;
	int32_t high DB_DEFAULT("5");
	bool c DB_CHECK("c OR low < high");
} DB_TABLE(items);
