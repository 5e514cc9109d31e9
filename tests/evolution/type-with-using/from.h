#include <restruct_model.h>

struct item {
	int64_t id DB_PRIMARY_KEY;
	db_text size;
	char *flags;
} DB_TABLE(items);
