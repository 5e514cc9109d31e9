#include <restruct_model.h>

struct entry {
	int64_t id DB_PRIMARY_KEY DB_IDENTITY;
	int32_t number DB_TYPE("serial");
	char *text;
	int64_t reply_to DB_NULL DB_REFERENCES(entries);
} DB_TABLE(entries) DB_INDEX(entries_by_text, "(text)");
