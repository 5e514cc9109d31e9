/* 0002_rename: rename */
#ifndef RESTRUCT_REVISION_0002_RENAME_H
#define RESTRUCT_REVISION_0002_RENAME_H

#include <restruct_model.h>

/* clang-format off */

DB_REVISION(0002_rename, "rename", 0001_initial);
DB_COMPATIBILITY(breaking);
DB_HAZARD(breaks-old-code, "ALTER TABLE customers RENAME TO clients");
DB_HAZARD(breaks-old-code, "ALTER TABLE clients SET SCHEMA sales");
DB_HAZARD(breaks-old-code, "ALTER TABLE sales.clients RENAME COLUMN phone TO telephone");
DB_RESHAPES(sales.clients);

DB_SCHEMA(sales);

struct client_0002_rename {
	int64_t id        DB_PRIMARY_KEY DB_IDENTITY;
	char   *email     DB_UNIQUE;
	char   *telephone DB_WAS(phone);
} DB_TABLE(sales.clients)
	DB_WAS(customers);

/* clang-format on */

struct restruct_migration;
void upgrade_0002_rename(struct restruct_migration *m);
void downgrade_0002_rename(struct restruct_migration *m);

#endif
