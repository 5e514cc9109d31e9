#include <restruct_model.h>

DB_SCHEMA(audit);

struct order {
	int64_t id DB_PRIMARY_KEY;
	char *clerk;
	int32_t total;
} DB_TABLE(orders);

DB_FUNCTION(touch, "() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$");

DB_TRIGGER(touch, "BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch()");
DB_GRANT("SELECT ON orders TO clerks");
