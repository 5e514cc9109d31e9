#include <restruct_model.h>

DB_SCHEMA(shop);
DB_SEQUENCE(shop.numbers) DB_WAS(items_id_seq);

struct item {
	int64_t id DB_PRIMARY_KEY DB_DEFAULT("nextval('shop.numbers')");
} DB_TABLE(items) DB_UNLOGGED;
