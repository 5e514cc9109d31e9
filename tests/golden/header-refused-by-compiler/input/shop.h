#include <restruct_model.h>

struct customer {
	int64_t id DB_PRIMARY_KEY;
	unknown_t what;
} DB_TABLE(customers)
struct other { int x; };
