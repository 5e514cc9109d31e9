#include <restruct_model.h>

struct order {
	int64_t id DB_PRIMARY_KEY;
	int32_t number DB_IDENTITY;
	db_uuid token DB_DEFAULT("gen_random_uuid()");
	db_timestamptz placed_at DB_DEFAULT("now()");
} DB_TABLE(orders);
DB_TRIGGER(orders_changed, "AFTER UPDATE ON orders EXECUTE FUNCTION changed()");
DB_FUNCTION(changed, "() RETURNS trigger LANGUAGE plpgsql AS $$\n"
	"BEGIN\n"
	"\tRETURN NULL;\n"
	"END$$");
