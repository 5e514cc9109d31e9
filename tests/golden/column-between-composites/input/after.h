#include <restruct_model.h>

struct address {
	char *street;
	char *town;
	char *country;
} DB_COMPOSITE(address);

struct customer {
	int64_t id DB_PRIMARY_KEY;
	struct address home DB_NULL;
	char *others DB_TYPE("address[]");
	struct address note DB_NULL;
} DB_TABLE(customers);
