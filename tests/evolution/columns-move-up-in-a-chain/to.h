#include <restruct_model.h>

struct item {
	int64_t id DB_PRIMARY_KEY;
	int32_t b DB_WAS(a);
	int32_t c DB_WAS(b);
	int32_t d DB_WAS(c);
} DB_TABLE(items);
