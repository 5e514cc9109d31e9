/* 0001_orders: orders */
#ifndef RESTRUCT_REVISION_0001_ORDERS_H
#define RESTRUCT_REVISION_0001_ORDERS_H

#include <restruct_model.h>

/* clang-format off */

DB_REVISION(0001_orders, "orders");
DB_COMPATIBILITY(additive);

DB_SCHEMA(audit);

struct order_0001_orders {
	int64_t id    DB_PRIMARY_KEY;
	char   *clerk;
	int32_t total;
} DB_TABLE(orders);

DB_FUNCTION(touch,
	"() RETURNS trigger\n"
	"LANGUAGE plpgsql\n"
	"AS $$BEGIN RETURN NEW; END$$");

DB_TRIGGER(touch, "BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch()");

DB_GRANT("SELECT ON orders TO clerks");

/* clang-format on */

struct restruct_migration;
void upgrade_0001_orders(struct restruct_migration *m);
void downgrade_0001_orders(struct restruct_migration *m);

#endif
