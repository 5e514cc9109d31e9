/* 0002_add_address_at_last: Add address, at last */
#ifndef RESTRUCT_REVISION_0002_ADD_ADDRESS_AT_LAST_H
#define RESTRUCT_REVISION_0002_ADD_ADDRESS_AT_LAST_H

#include <restruct_model.h>

/* clang-format off */

DB_REVISION(0002_add_address_at_last, "Add address, at last", 0001_initial);
DB_COMPATIBILITY(additive);
DB_RESHAPES(customers);

/** Who buys. */
struct customer_0002_add_address_at_last {
	int64_t id      DB_PRIMARY_KEY DB_IDENTITY;
	char   *email   DB_UNIQUE;
	char   *phone;
	/** as on an envelope */
	char   *address;
	bool    active  DB_DEFAULT("true");
} DB_TABLE(customers)
	DB_INDEX(customers_active, "(id) WHERE active");

/* clang-format on */

struct restruct_migration;
void upgrade_0002_add_address_at_last(struct restruct_migration *m);
void downgrade_0002_add_address_at_last(struct restruct_migration *m);

#endif
