#include <restruct_model.h>

DB_FUNCTION(even, "(n integer) RETURNS boolean LANGUAGE sql AS $$SELECT n = 0 OR odd(n - 1)$$");
DB_FUNCTION(odd, "(n integer) RETURNS boolean LANGUAGE sql AS $$SELECT n <> 0 AND even(n - 1)$$");
DB_FUNCTION(count_of, "(t items) RETURNS bigint LANGUAGE sql AS $$SELECT count(*) FROM of_items$$");
DB_FUNCTION(size, "() RETURNS integer LANGUAGE sql AS $$SELECT max(size) FROM items$$");
DB_FUNCTION(temporary, "() RETURNS integer LANGUAGE sql AS $$SELECT 1 FROM a_temporary_table$$");
DB_FUNCTION(touch, "() RETURNS trigger LANGUAGE plpgsql AS $$\n"
	"DECLARE\n"
	"\tother items%ROWTYPE;\n"
	"\tlevel steps;\n"
	"BEGIN\n"
	"\tRETURN NEW;\n"
	"END$$");
struct item {
	int64_t id DB_PRIMARY_KEY;
	int32_t size DB_DEFAULT("size()");
} DB_TABLE(items);
struct DB_VIEW(of_items, "SELECT id, even(size) AS even FROM items") of_items;
enum step { STEP_A, STEP_B } DB_ENUM(steps);
