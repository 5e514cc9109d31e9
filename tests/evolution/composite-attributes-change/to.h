#include <restruct_model.h>

struct address {
	char *road DB_WAS(street);
	char *country; /**< two letters */
	int32_t number;
} DB_COMPOSITE(address);

struct customer {
	int64_t id DB_PRIMARY_KEY;
	struct address home DB_NULL;
	char *others DB_TYPE("address[]");
} DB_TABLE(customers);
