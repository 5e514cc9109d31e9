#include <restruct_model.h>

struct item {
	int64_t id DB_PRIMARY_KEY;
	char *name;
	int32_t a DB_CHECK("a > 1");
	int32_t b;
	char *during DB_TYPE("int4range") DB_NOT_NULL;
} DB_TABLE(items)
  DB_CONSTRAINT("UNIQUE (a, b)") DB_CONSTRAINT(items_name, "UNIQUE (name)")
  DB_CONSTRAINT(items_apart, "EXCLUDE USING gist (during WITH &&)") DB_CONSTRAINT(items_a_b_check, "CHECK (a < b) NO INHERIT");

struct part {
	int64_t id DB_PRIMARY_KEY;
	int64_t item_id DB_REFERENCES(items, id, "ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED");
	int64_t other_id DB_NULL DB_REFERENCES(items, id, "ON DELETE SET NULL");
	int32_t a DB_NULL;
	int32_t b DB_NULL;
} DB_TABLE(parts) DB_CONSTRAINT("FOREIGN KEY (a, b) REFERENCES items (a, b) MATCH FULL ON DELETE SET DEFAULT");
