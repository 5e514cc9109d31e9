#include <restruct_model.h>

DB_SCHEMA(shop);
DB_SEQUENCE(shop.moved, "OWNED BY shop.goods.c") DB_WAS(along);
DB_SEQUENCE(stays);
DB_SEQUENCE(shop.gone) DB_WAS(leaves);

struct item {
	int64_t id DB_PRIMARY_KEY;
	int64_t c DB_DEFAULT("nextval('shop.moved')") DB_WAS(a);
	int64_t b DB_DEFAULT("nextval('stays')");
} DB_TABLE(shop.goods) DB_WAS(items);

struct part {
	int64_t id DB_PRIMARY_KEY;
	int64_t a DB_DEFAULT("nextval('shop.gone')");
} DB_TABLE(parts);
