#include <restruct_model.h>

DB_SCHEMA(sales);
struct client {
	int64_t id DB_PRIMARY_KEY DB_IDENTITY;
	char *email DB_UNIQUE;
	char *telephone DB_WAS(phone);
	char *address;
} DB_TABLE(sales.clients) DB_WAS(customers);
