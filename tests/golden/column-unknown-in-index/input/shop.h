#include <restruct_model.h>

struct customer {
	int64_t id DB_PRIMARY_KEY;
	char *email;
} DB_TABLE(customers)
	DB_INDEX(customers_by_email, "(lower(emial))")
	DB_INDEX(customers_by_id, "(id) INCLUDE (mail) WHERE phone IS NULL");
