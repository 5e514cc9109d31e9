/* 0001_orders: orders */
#ifndef RESTRUCT_REVISION_0001_ORDERS_H
#define RESTRUCT_REVISION_0001_ORDERS_H

#include <restruct_model.h>

/* clang-format off */

DB_REVISION(0001_orders, "orders");
DB_COMPATIBILITY(additive);

/** What somebody wants. */
struct order_0001_orders {
	int64_t id         DB_PRIMARY_KEY DB_IDENTITY;
	int64_t account_id;
	db_text wants;
} DB_TABLE(orders)
	DB_INDEX(orders_account_id_idx, "(account_id)");

/* clang-format on */

struct restruct_migration;
void upgrade_0001_orders(struct restruct_migration *m);
void downgrade_0001_orders(struct restruct_migration *m);

#endif
