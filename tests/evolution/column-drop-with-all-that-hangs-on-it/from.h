#include <restruct_model.h>

struct site {
	int64_t id DB_PRIMARY_KEY;
	char *name;
} DB_TABLE(sites);

struct item {
	int64_t id DB_PRIMARY_KEY;
	int64_t site_id DB_NULL DB_REFERENCES(sites);
	char *code DB_UNIQUE;
	int32_t a DB_DEFAULT("1");
	int32_t b DB_DEFAULT("2") DB_CHECK("b < 10");
	int32_t total DB_GENERATED("a + b");
	int32_t number DB_TYPE("serial");
} DB_TABLE(items) DB_INDEX(items_by_lower, "(lower(code))") DB_INDEX(items_live, "(id) WHERE b > 1")
  DB_CONSTRAINT(items_order, "CHECK (a < b)") DB_CONSTRAINT(items_a_b, "UNIQUE (a, b, id)");

struct part {
	int64_t id DB_PRIMARY_KEY;
	char *item_code DB_REFERENCES(items, code);
} DB_TABLE(parts);
