#include <restruct_model.h>

struct item {
	int64_t id DB_PRIMARY_KEY;
	db_uuid token DB_DEFAULT("gen_random_uuid()");
} DB_TABLE(items);
