#include <restruct_model.h>

struct client {
	int64_t id DB_PRIMARY_KEY DB_IDENTITY;
	char *email DB_UNIQUE;
	char *telephone;
} DB_TABLE(customers);
