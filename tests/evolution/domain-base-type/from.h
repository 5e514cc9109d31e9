#include <restruct_model.h>

typedef int32_t amount DB_DOMAIN(amount, "integer DEFAULT 1 CHECK (VALUE > 0)");

typedef int32_t large DB_DOMAIN(large, "amount CHECK (VALUE > 10)");

struct item {
	int64_t id DB_PRIMARY_KEY;
	amount a;
	large b DB_DEFAULT("11") DB_CHECK("b < 100"); /**< Big. */
	amount *c DB_TYPE("amount[]");
} DB_TABLE(items) DB_INDEX(items_a, "(a)");
