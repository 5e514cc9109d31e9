#include <restruct_model.h>

struct item {
	int64_t id DB_PRIMARY_KEY;
	char *name;
	int32_t a DB_CHECK("a > 0");
	int32_t b;
	char *during DB_TYPE("int4range") DB_NOT_NULL;
} DB_TABLE(items);

struct part {
	int64_t id DB_PRIMARY_KEY;
	int64_t item_id;
	int64_t other_id DB_NULL DB_REFERENCES(items, id, "ON DELETE CASCADE");
	int32_t a DB_NULL;
	int32_t b DB_NULL;
} DB_TABLE(parts);
