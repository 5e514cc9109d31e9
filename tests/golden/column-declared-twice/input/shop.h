#include <restruct_model.h>

struct customer {
	int64_t id DB_PRIMARY_KEY;
	char *email;
	char *mail DB_COLUMN(email);
} DB_TABLE(customers);
