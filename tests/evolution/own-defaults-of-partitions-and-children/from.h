#include <restruct_model.h>

struct order {
	int64_t  id;
	char    *region DB_NOT_NULL;
	int32_t *priority DB_DEFAULT("0");
	int32_t *weight DB_DEFAULT("1");
	char    *note;
} DB_TABLE(orders) DB_PARTITION_BY("LIST (region)");

DB_PARTITION(orders_eu, orders, "FOR VALUES IN ('eu')")
	DB_OWN_DEFAULT(priority, "5") DB_OWN_DEFAULT(weight, "7");
DB_PARTITION(orders_us, orders, "FOR VALUES IN ('us')") DB_OWN_NOT_NULL(note);

struct base {
	int32_t *a DB_DEFAULT("1");
	int32_t *b;
} DB_TABLE(base);

struct child {
	char ignored DB_IGNORE;
} DB_TABLE(child) DB_INHERITS(base) DB_OWN_DEFAULT(a, "2");

struct below {
	char ignored DB_IGNORE;
} DB_TABLE(below) DB_INHERITS(child) DB_OWN_DEFAULT(a, "3");
