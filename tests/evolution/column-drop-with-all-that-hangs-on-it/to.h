#include <restruct_model.h>

struct site {
	int64_t id DB_PRIMARY_KEY;
	char *name;
} DB_TABLE(sites);

struct item {
	int64_t id DB_PRIMARY_KEY;
	int32_t a DB_DEFAULT("1");
} DB_TABLE(items);

struct part {
	int64_t id DB_PRIMARY_KEY;
} DB_TABLE(parts);
