#include <restruct_model.h>

struct note {
	int64_t id DB_PRIMARY_KEY;
	char *text;
} DB_TABLE(notes) DB_ROW_SECURITY;

struct diary {
	int64_t id DB_PRIMARY_KEY;
} DB_TABLE(diaries);

struct letter {
	int64_t id DB_PRIMARY_KEY;
} DB_TABLE(letters) DB_ROW_SECURITY;
