#include <restruct_model.h>

struct order {
	int64_t id DB_PRIMARY_KEY;
	db_numeric total DB_TYPE("numeric(12,2)");
	db_timestamptz changed;
} DB_TABLE(orders);

/** By thousands. */
struct sum {
	/** in thousands */
	int64_t *class_;
	char *total DB_TYPE("numeric");
} DB_VIEW(sums, "SELECT (total / 1000)::bigint AS class_, sum(total) AS total FROM orders GROUP BY 1")
	DB_WITH("security_barrier = true");

struct DB_MATERIALIZED_VIEW(large, "SELECT id, total FROM orders WHERE total > 1000")
	DB_UNIQUE_INDEX(large_by_id, "(id)")
	DB_WITH("fillfactor = 90") large;

DB_FUNCTION(touch, "() RETURNS trigger LANGUAGE plpgsql AS $$\n"
	"BEGIN\n"
	"\tNEW.changed := now();\n"
	"\tRETURN NEW;\n"
	"END$$");
DB_TRIGGER(touch, "BEFORE UPDATE ON orders FOR EACH ROW WHEN (old.* IS DISTINCT FROM new.*) EXECUTE FUNCTION touch()")
	DB_ENABLED("always");
DB_AGGREGATE(last_of, "(float8 ORDER BY integer) (SFUNC = ordered_set_transition, STYPE = internal, FINALFUNC = percentile_disc_final, FINALFUNC_MODIFY = READ_ONLY)");
DB_RULE(keep, "AS ON DELETE TO sums DO INSTEAD NOTHING");
DB_STATISTICS(both, "(dependencies) ON id, total FROM orders")
	DB_STATISTICS_TARGET("200");
