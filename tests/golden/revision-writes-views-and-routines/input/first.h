#include <restruct_model.h>

struct order {
	int64_t id DB_PRIMARY_KEY;
	db_numeric total DB_TYPE("numeric(10,2)");
	db_timestamptz changed;
} DB_TABLE(orders);

struct DB_VIEW(sums, "SELECT sum(total) AS total FROM orders") sums;

DB_FUNCTION(touch, "() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$");
DB_TRIGGER(touch, "BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch()");
