#include <restruct_model.h>

/** where */
struct address {
	char *street; /**< and number */
	char *town;
} DB_COMPOSITE(address);

struct customer {
	int64_t id DB_PRIMARY_KEY;
	struct address home DB_NULL;
	char *others DB_TYPE("address[]");
} DB_TABLE(customers);
