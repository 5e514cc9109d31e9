#include <restruct_model.h>

struct customer {
	int64_t id DB_PRIMARY_KEY;
	int64_t referrer_id DB_REFERENCES(custmers, id);
	int64_t other_id DB_REFERENCES(nothing_like_it);
} DB_TABLE(customers);
