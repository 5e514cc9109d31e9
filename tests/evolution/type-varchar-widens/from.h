#include <restruct_model.h>

struct item {
	int64_t id DB_PRIMARY_KEY;
	char name[11] DB_DEFAULT("'x'") DB_CHECK("length(name) > 0");
	char *code DB_TYPE("varchar(5)");
} DB_TABLE(items) DB_INDEX(items_name, "(lower(name))");
