/* 0003_more: more */
#ifndef RESTRUCT_REVISION_0003_MORE_H
#define RESTRUCT_REVISION_0003_MORE_H

#include <restruct_model.h>

/* clang-format off */

DB_REVISION(0003_more, "more", 0002_rename);
DB_COMPATIBILITY(additive);
DB_RESHAPES(sales.clients);

struct client_0003_more {
	int64_t id        DB_PRIMARY_KEY DB_IDENTITY;
	char   *email     DB_UNIQUE;
	char   *telephone;
	char   *address;
} DB_TABLE(sales.clients);

/* clang-format on */

struct restruct_migration;
void upgrade_0003_more(struct restruct_migration *m);
void downgrade_0003_more(struct restruct_migration *m);

#endif
