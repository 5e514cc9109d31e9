/* 0002_second: second */
#ifndef RESTRUCT_REVISION_0002_SECOND_H
#define RESTRUCT_REVISION_0002_SECOND_H

#include <restruct_model.h>

/* clang-format off */

DB_REVISION(0002_second, "second", 0001_first);
DB_COMPATIBILITY(additive);
DB_HAZARD(rewrites-table, "ALTER TABLE orders_2024 SET UNLOGGED");
DB_HAZARD(blocks-reads, "ALTER TABLE orders_2024 SET UNLOGGED");
DB_RESHAPES(orders);
DB_RESHAPES(orders_2024);

struct order_0002_second {
	int64_t id        DB_PRIMARY_KEY;
	db_date placed_on DB_PRIMARY_KEY;
	char   *note;
} DB_TABLE(orders)
	DB_PARTITION_BY("RANGE (placed_on)")
	DB_INDEX(orders_by_day, "(placed_on)");

DB_PARTITION(orders_2024, orders, "FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')")
	DB_UNLOGGED
	DB_ATTACHED_INDEX(days_of_2024, orders_by_day);

DB_PARTITION(orders_2025, orders, "FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')")
	DB_PARTITION_BY("HASH (id)");

DB_PARTITION(orders_2025_0, orders_2025, "FOR VALUES WITH (MODULUS 1, REMAINDER 0)")
	DB_WITH("fillfactor = 90");

struct guest_0002_second {
	char *host;
} DB_TABLE(guests)
	DB_INHERITS(people);

/* clang-format on */

struct restruct_migration;
void upgrade_0002_second(struct restruct_migration *m);
void downgrade_0002_second(struct restruct_migration *m);

#endif
