/* 0002_second: second */
#ifndef RESTRUCT_REVISION_0002_SECOND_H
#define RESTRUCT_REVISION_0002_SECOND_H

#include <restruct_model.h>

/* clang-format off */

DB_REVISION(0002_second, "second", 0001_first);
DB_COMPATIBILITY(breaking);
DB_HAZARD(breaks-old-code, "DROP VIEW sums");
DB_HAZARD(breaks-old-code, "CREATE RULE keep AS ON DELETE TO sums DO INSTEAD NOTHING");
DB_RESHAPES(orders);
DB_RESHAPES(sums);

struct order_0002_second {
	int64_t        id      DB_PRIMARY_KEY;
	db_numeric     total   DB_TYPE("numeric(12,2)");
	db_timestamptz changed;
} DB_TABLE(orders);

/** By thousands. */
struct sum_0002_second {
	/** in thousands */
	int64_t *class_;
	char    *total;
} DB_VIEW(sums,
	"SELECT CAST(total / 1000 AS bigint) AS class_, sum(total) AS total\n"
	"FROM orders\n"
	"GROUP BY 1")
	DB_WITH("security_barrier = true");

struct DB_MATERIALIZED_VIEW(large,
	"SELECT id, total\n"
	"FROM orders\n"
	"WHERE total > 1000")
	DB_WITH("fillfactor = 90")
	DB_UNIQUE_INDEX(large_by_id, "(id)") large_0002_second;

DB_FUNCTION(touch,
	"() RETURNS trigger\n"
	"LANGUAGE plpgsql\n"
	"AS $$\n"
	"BEGIN\n"
	"\tNEW.changed := now();\n"
	"\tRETURN NEW;\n"
	"END$$");

DB_AGGREGATE(last_of,
	"(double precision ORDER BY integer) (SFUNC = ordered_set_transition, STYPE = internal, "
	"FINALFUNC = percentile_disc_final, FINALFUNC_MODIFY = READ_ONLY)");

DB_STATISTICS(both, "(dependencies) ON id, total FROM orders") DB_STATISTICS_TARGET("200");

DB_TRIGGER(touch,
	"BEFORE UPDATE ON orders "
	"FOR EACH ROW WHEN (old.* IS DISTINCT FROM new.*) EXECUTE FUNCTION touch()") DB_ENABLED("always");

DB_RULE(keep, "AS ON DELETE TO sums DO INSTEAD NOTHING");

/* clang-format on */

struct restruct_migration;
void upgrade_0002_second(struct restruct_migration *m);
void downgrade_0002_second(struct restruct_migration *m);

#endif
