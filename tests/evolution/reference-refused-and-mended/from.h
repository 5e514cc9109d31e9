#include <restruct_model.h>

struct other {
	int64_t id DB_PRIMARY_KEY;
} DB_TABLE(others);

struct item {
	int64_t id DB_PRIMARY_KEY;
	int32_t a;
	int64_t other_id;
	int64_t next_id DB_NULL;
} DB_TABLE(items);
