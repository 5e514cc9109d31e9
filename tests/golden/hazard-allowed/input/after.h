#include <restruct_model.h>

struct customer {
	int32_t id DB_PRIMARY_KEY DB_IDENTITY DB_USING("id::integer");
	char *email DB_UNIQUE DB_CHECK("email <> ''");
	char *address;
} DB_TABLE(customers) DB_INDEX(by_address, "(address)");
