#include <restruct_model.h>

/* Another layout, other C names, the same tables. */
struct client {
	int64_t number DB_COLUMN(id) DB_PRIMARY_KEY DB_IDENTITY;
	char *phone DB_TYPE("TEXT");
	char *email DB_TYPE("text") DB_UNIQUE DB_NULL;
} DB_TABLE(customers);
