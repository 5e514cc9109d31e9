#include <restruct_model.h>

/** where */
struct address {
	char *street; /**< and number */
	char *town;
} DB_COMPOSITE(place) DB_WAS(address);

struct customer {
	int64_t id DB_PRIMARY_KEY;
	struct address home DB_NULL;
	char *others DB_TYPE("place[]");
} DB_TABLE(customers);
