#include <restruct_model.h>

/** Who buys. */
struct customer {
	int64_t id DB_PRIMARY_KEY DB_IDENTITY;
	char *email DB_UNIQUE;
	char *phone;
	char *address; ///< as on an envelope
	bool active DB_DEFAULT("true");
} DB_TABLE(customers) DB_INDEX(customers_active, "(id) WHERE active");
