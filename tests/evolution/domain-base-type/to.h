#include <restruct_model.h>

typedef db_numeric amount DB_DOMAIN(amount, "numeric(12,2) DEFAULT 1 CHECK (VALUE > 0)");

typedef db_numeric large DB_DOMAIN(large, "amount CHECK (VALUE > 10)");

struct item {
	int64_t id DB_PRIMARY_KEY;
	amount a;
	large b DB_DEFAULT("11") DB_CHECK("b < 100"); /**< Big. */
	amount *c DB_TYPE("amount[]");
} DB_TABLE(items) DB_INDEX(items_a, "(a)");
