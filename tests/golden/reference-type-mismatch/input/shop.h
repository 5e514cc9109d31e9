#include <restruct_model.h>

struct customer {
	int64_t id DB_PRIMARY_KEY;
	char code[4] DB_UNIQUE;
} DB_TABLE(customers);
struct sale {
	char *customer_id DB_REFERENCES(customers, id);
	int32_t narrower DB_REFERENCES(customers, id);
	int32_t customer_code DB_REFERENCES(customers, code);
} DB_TABLE(sales);
