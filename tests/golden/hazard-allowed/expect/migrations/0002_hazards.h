/* 0002_hazards: hazards */
#ifndef RESTRUCT_REVISION_0002_HAZARDS_H
#define RESTRUCT_REVISION_0002_HAZARDS_H

#include <restruct_model.h>

/* clang-format off */

DB_REVISION(0002_hazards, "hazards", 0001_initial);
DB_COMPATIBILITY(breaking);
DB_HAZARD(loses-data, "ALTER TABLE customers ALTER COLUMN id TYPE integer USING id::int");
DB_HAZARD(rewrites-table, "ALTER TABLE customers ALTER COLUMN id TYPE integer USING id::int");
DB_HAZARD(blocks-reads, "ALTER TABLE customers ALTER COLUMN id TYPE integer USING id::int");
DB_HAZARD(breaks-old-code, "ALTER TABLE customers ALTER COLUMN id TYPE integer USING id::int");
DB_HAZARD(breaks-old-code, "ALTER TABLE customers ADD CONSTRAINT customers_email_check CHECK (email <> '') NOT VALID");
DB_HAZARD(loses-data, "ALTER TABLE customers DROP COLUMN phone");
DB_HAZARD(breaks-old-code, "ALTER TABLE customers DROP COLUMN phone");
DB_RESHAPES(customers);

struct customer_0002_hazards {
	int32_t id      DB_PRIMARY_KEY DB_IDENTITY DB_USING("id::int");
	char   *email   DB_UNIQUE DB_CHECK("email <> ''");
	char   *address;
} DB_TABLE(customers)
	DB_INDEX(by_address, "(address)");

/* clang-format on */

struct restruct_migration;
void upgrade_0002_hazards(struct restruct_migration *m);
void downgrade_0002_hazards(struct restruct_migration *m);

#endif
