#include <restruct_model.h>

struct customer {
	int64_t id DB_PRIMARY_KEY DB_IDENTITY;
	char *email DB_UNIQUE;
	char *phone;
} DB_TABLE(customers);
