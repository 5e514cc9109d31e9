#include <restruct_model.h>

struct item {
	int32_t id DB_PRIMARY_KEY;
	char name[20];
} DB_TABLE(items) DB_INDEX(items_by_name, "(name DESC)") DB_CLUSTER_ON(items_by_name);
struct other {
	int32_t id DB_PRIMARY_KEY;
} DB_TABLE(others) DB_CLUSTER_ON(others_pkey);
struct third {
	int32_t id DB_PRIMARY_KEY;
} DB_TABLE(thirds) DB_CLUSTER_ON(thirds_pkey);
