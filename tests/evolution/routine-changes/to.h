#include <restruct_model.h>

struct item {
	int64_t id DB_PRIMARY_KEY;
	int64_t size DB_DEFAULT("stays(1)");
	char   *note;
} DB_TABLE(items);

/** After. */
DB_FUNCTION(stays, "(a integer) RETURNS integer LANGUAGE plpgsql STRICT SET search_path = app "
	"AS $$BEGIN\n\tRETURN a + 1;\nEND$$");
DB_FUNCTION(named, "(a integer) RETURNS integer LANGUAGE sql AS $$SELECT a$$");
DB_FUNCTION(retyped, "(integer) RETURNS bigint LANGUAGE sql AS $$SELECT $1::bigint$$");
DB_FUNCTION(defaulted, "(a integer) RETURNS integer LANGUAGE sql AS $$SELECT a$$");
DB_FUNCTION(rows, "() RETURNS TABLE(a integer, c text) LANGUAGE sql AS $$SELECT 1, note FROM items$$");
DB_FUNCTION(other, "(a integer, b integer DEFAULT 2) RETURNS integer LANGUAGE sql AS $$SELECT b$$");
DB_PROCEDURE(work, "() LANGUAGE sql AS $$DELETE FROM items WHERE note = 'x'$$");
DB_PROCEDURE(kind, "() LANGUAGE sql AS $$$$");
DB_AGGREGATE(total, "(integer) (SFUNC = int4pl, STYPE = integer, INITCOND = '0')");
DB_FUNCTION(on_row, "(items) RETURNS bigint LANGUAGE sql AS $$SELECT $1.id$$");
