/* 0002_second: second */
#include "0002_second.h"

#include <restruct.h>

void upgrade_0002_second(restruct_migration *m)
{
	/* from then on a crash of the server empties "orders_2024", and no standby has its rows;
	 * fails when a publication names it */
	restruct_sql(m, "ALTER TABLE orders_2024 SET UNLOGGED");
	restruct_sql(m, "CREATE TABLE guests (\n"
			"\thost text\n"
			") INHERITS (people)");
	restruct_sql(m, "ALTER TABLE orders ADD COLUMN note text");
	restruct_sql(m,
		"CREATE TABLE orders_2025 PARTITION OF orders FOR VALUES FROM ('2025-01-01') TO ('2026-01-01') PARTITION BY HASH (id)");
	restruct_sql(m,
		"CREATE TABLE orders_2025_0 PARTITION OF orders_2025 FOR VALUES WITH (MODULUS 1, REMAINDER 0) WITH (fillfactor = 90)");
	restruct_concurrently(m,
		"CREATE INDEX CONCURRENTLY orders_2024_placed_on_idx ON orders_2024 (placed_on)");
	/* takes what was built; a partition that the models do not know is built now, and
	 * blocked meanwhile */
	restruct_sql(m, "CREATE INDEX orders_by_day ON orders (placed_on)");
	restruct_sql(m, "ALTER INDEX orders_2024_placed_on_idx RENAME TO days_of_2024");
}

void downgrade_0002_second(restruct_migration *m)
{
	restruct_concurrently(m, "ALTER TABLE orders DETACH PARTITION orders_2025 CONCURRENTLY");
	restruct_sql(m, "DROP INDEX orders_by_day");
	restruct_sql(m, "ALTER TABLE orders_2024 SET LOGGED");
	/* the rows of "guests" are lost */
	restruct_sql(m, "DROP TABLE guests");
	/* the rows of "orders_2025_0" are lost */
	restruct_sql(m, "DROP TABLE orders_2025_0");
	/* the rows of "orders_2025" are lost */
	restruct_sql(m, "DROP TABLE orders_2025");
	/* the values of "orders.note" are lost */
	restruct_sql(m, "ALTER TABLE orders DROP COLUMN note");
}
