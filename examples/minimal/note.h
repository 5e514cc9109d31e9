#include <restruct_model.h>

/** Something to remember. */
struct note {
	int64_t id DB_PRIMARY_KEY DB_IDENTITY;
	db_text text;
} DB_TABLE(notes);
