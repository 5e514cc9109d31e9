#include <restruct_model.h>

struct customer {
	int64_t id DB_PRIMARY_KEY;
	char *email DB_CHECK("length(emial) > 3");
	int32_t twice DB_GENERATED("ids * 2");
} DB_TABLE(customers)
	DB_CONSTRAINT(customers_key, "UNIQUE (id, emails)");
