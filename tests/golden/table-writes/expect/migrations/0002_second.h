/* 0002_second: second */
#ifndef RESTRUCT_REVISION_0002_SECOND_H
#define RESTRUCT_REVISION_0002_SECOND_H

#include <restruct_model.h>

/* clang-format off */

DB_REVISION(0002_second, "second", 0001_initial);
DB_COMPATIBILITY(breaking);
DB_HAZARD(loses-data, "ALTER TABLE customers DROP COLUMN phone");
DB_HAZARD(breaks-old-code, "ALTER TABLE customers DROP COLUMN phone");
DB_RESHAPES(customers);

struct client_0002_second {
	int64_t id        DB_PRIMARY_KEY DB_IDENTITY;
	char   *email     DB_UNIQUE;
	char   *telephone;
} DB_TABLE(customers);

/* clang-format on */

struct restruct_migration;
void upgrade_0002_second(struct restruct_migration *m);
void downgrade_0002_second(struct restruct_migration *m);

#endif
