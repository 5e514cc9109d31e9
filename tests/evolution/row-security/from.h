#include <restruct_model.h>

struct note {
	int64_t id DB_PRIMARY_KEY;
	char *text;
} DB_TABLE(notes);

struct diary {
	int64_t id DB_PRIMARY_KEY;
} DB_TABLE(diaries) DB_ROW_SECURITY;
