#include <restruct_model.h>

struct other {
	int32_t id DB_PRIMARY_KEY;
} DB_TABLE(others);
