#include <restruct_model.h>

/** Half of it. */
DB_FUNCTION(half, "(all_of_it integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$SELECT all_of_it / 2$$");
DB_FUNCTION(quarter, "(whole integer) RETURNS integer LANGUAGE sql IMMUTABLE RETURN half(half(whole))");
DB_FUNCTION(inside, "(whole integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$SELECT half(whole)$$");
DB_AGGREGATE(halves, "(integer) (SFUNC = half_of_both, STYPE = integer, INITCOND = '0')");
DB_FUNCTION(half_of_both, "(a integer, b integer) RETURNS integer LANGUAGE sql IMMUTABLE "
	"AS $$SELECT half(a + b)$$");

typedef int32_t even DB_DOMAIN(even, "integer DEFAULT half(8) CHECK (half(VALUE) * 2 = VALUE)");

struct item {
	int64_t id DB_PRIMARY_KEY;
	int32_t size DB_DEFAULT("half(8)") DB_CHECK("half(size) >= 0");
	int32_t less DB_GENERATED("half(size)");
	even    pair;
} DB_TABLE(items)
  DB_INDEX(items_by_half, "(half(size))")
  DB_INDEX(items_big, "(id) WHERE half(size) > 10");

struct DB_VIEW(smaller, "SELECT id, half(size) AS size, quarter(size) AS less FROM items") smaller;
struct DB_VIEW(together, "SELECT halves(size) AS size FROM smaller") together;
