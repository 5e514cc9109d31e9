/* 0002_who_may: who may */
#ifndef RESTRUCT_REVISION_0002_WHO_MAY_H
#define RESTRUCT_REVISION_0002_WHO_MAY_H

#include <restruct_model.h>

/* clang-format off */

DB_REVISION(0002_who_may, "who may", 0001_orders);
DB_COMPATIBILITY(breaking);
DB_HAZARD(breaks-old-code, "ALTER TABLE orders RENAME TO purchases");
DB_HAZARD(breaks-old-code, "ALTER TABLE purchases SET SCHEMA audit");
DB_HAZARD(breaks-old-code, "CREATE CONSTRAINT TRIGGER \"it's balanced\" AFTER INSERT ON audit.purchases DEFERRABLE INITIALLY DEFERRED");
DB_HAZARD(breaks-old-code, "CREATE RULE keep AS ON DELETE TO audit.purchases DO INSTEAD NOTHING");
DB_HAZARD(breaks-old-code, "ALTER TABLE audit.purchases ENABLE ROW LEVEL SECURITY");
DB_HAZARD(breaks-old-code, "ALTER TABLE audit.purchases FORCE ROW LEVEL SECURITY");
DB_HAZARD(breaks-old-code, "REVOKE EXECUTE ON FUNCTION touch() FROM PUBLIC");
DB_DROPPED(trigger, touch, "on orders");
DB_DROPPED(grant, clerks, "on table orders");

DB_COLLATION(german, "(provider = icu, locale = 'de')");

struct order_0002_who_may {
	int64_t id    DB_PRIMARY_KEY;
	char   *clerk;
	int32_t total;
} DB_TABLE(audit.purchases)
	DB_WAS(orders)
	DB_ROW_SECURITY
	DB_FORCE_ROW_SECURITY;

DB_STATISTICS(audit.clerks, "ON clerk, total FROM audit.purchases") DB_STATISTICS_TARGET("1000");

/** When it changed. */
DB_TRIGGER(touched,
	"BEFORE UPDATE OF total ON audit.purchases "
	"FOR EACH ROW WHEN (new.total > 1) EXECUTE FUNCTION touch()") DB_ENABLED("always") DB_WAS(touch);
DB_CONSTRAINT_TRIGGER("it's balanced",
	"AFTER INSERT ON audit.purchases DEFERRABLE INITIALLY DEFERRED "
	"FOR EACH ROW EXECUTE FUNCTION touch()");

DB_POLICY(own,
	"ON audit.purchases FOR SELECT TO clerks, public_readers USING (clerk = current_user)");

DB_RULE(keep, "AS ON DELETE TO audit.purchases DO INSTEAD NOTHING");

DB_GRANT("UPDATE (total) ON audit.purchases TO clerks");
DB_GRANT("SELECT ON audit.purchases TO clerks WITH GRANT OPTION");
DB_GRANT("SELECT, UPDATE (total) ON audit.purchases TO PUBLIC");
DB_REVOKE("EXECUTE ON FUNCTION touch() FROM PUBLIC");

/* clang-format on */

struct restruct_migration;
void upgrade_0002_who_may(struct restruct_migration *m);
void downgrade_0002_who_may(struct restruct_migration *m);

#endif
