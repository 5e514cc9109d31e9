#include <restruct_model.h>

struct customer {
	int64_t id DB_PRIMARY_KEY;
	long count;
	unsigned long more;
} DB_TABLE(customers);
