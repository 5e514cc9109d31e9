#include <restruct_model.h>

struct customer {
	int64_t id DB_PRIMARY_KEY;
	char *email;
} DB_TABLE(customers) DB_UNIQUE_INDEX(partial, "(email) WHERE id > 0");
struct sale {
	char *email DB_REFERENCES(customers, email);
} DB_TABLE(sales);
struct keyless {
	int32_t a;
} DB_TABLE(keyless);
struct other {
	int32_t a DB_REFERENCES(keyless);
} DB_TABLE(others);
