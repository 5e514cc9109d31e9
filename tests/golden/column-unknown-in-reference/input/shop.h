#include <restruct_model.h>

struct customer {
	int64_t id DB_PRIMARY_KEY;
	int64_t referrer_id DB_REFERENCES(customers, idd);
} DB_TABLE(customers)
	DB_CONSTRAINT(strange, "FOREIGN KEY (referer_id) REFERENCES customers (id)");
