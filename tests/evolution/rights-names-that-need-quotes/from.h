#include <restruct_model.h>

DB_SCHEMA("odd schema");

struct odd {
	int64_t id DB_PRIMARY_KEY;
	int32_t a DB_COLUMN("a \"b\" FOR EACH ROW");
	char *text DB_COLUMN("TO x, $1");
} DB_TABLE("odd schema"."we\"ird ON t.able\n") DB_ROW_SECURITY;

