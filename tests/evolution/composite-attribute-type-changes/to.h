#include <restruct_model.h>

/** where */
struct address {
	char *street; /**< and number */
	int32_t town;
	char *country;
} DB_COMPOSITE(address);

struct customer {
	int64_t id DB_PRIMARY_KEY;
	struct address home DB_NULL;
} DB_TABLE(customers);
