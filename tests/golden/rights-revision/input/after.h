#include <restruct_model.h>

DB_SCHEMA(audit);

struct order {
	int64_t id DB_PRIMARY_KEY;
	char *clerk;
	int32_t total;
} DB_TABLE(audit.purchases) DB_WAS(orders) DB_ROW_SECURITY DB_FORCE_ROW_SECURITY;

DB_FUNCTION(touch, "() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$");

/** When it changed. */
DB_TRIGGER(touched, "before update of total on audit.purchases for row when (NEW.total > 1) "
	"execute procedure touch()") DB_ENABLED("always") DB_WAS(touch);
DB_CONSTRAINT_TRIGGER("it's balanced", "AFTER INSERT ON audit.purchases DEFERRABLE INITIALLY DEFERRED "
	"FOR EACH ROW EXECUTE FUNCTION touch()");
DB_POLICY(own, "ON audit.purchases FOR SELECT TO clerks, PUBLIC_READERS USING (clerk = current_user)");
DB_RULE(keep, "AS ON DELETE TO audit.purchases DO INSTEAD NOTHING");
DB_STATISTICS(audit.clerks, "ON total, clerk FROM audit.purchases") DB_STATISTICS_TARGET("1000");
DB_COLLATION(german, "(provider = icu, locale = 'de')");
DB_GRANT("SELECT, UPDATE (total) ON audit.purchases TO clerks, PUBLIC");
DB_GRANT("SELECT ON audit.purchases TO clerks WITH GRANT OPTION");
DB_REVOKE("EXECUTE ON FUNCTION touch() FROM PUBLIC");
