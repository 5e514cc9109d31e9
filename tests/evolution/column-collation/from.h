#include <restruct_model.h>

struct item {
	int64_t id DB_PRIMARY_KEY;
	char *name DB_UNIQUE;
	char *other DB_COLLATE("C");
} DB_TABLE(items) DB_INDEX(items_name, "(lower(name)) WHERE name > 'a'");
