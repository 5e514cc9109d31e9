#include <restruct_model.h>

struct item {
	int64_t id DB_PRIMARY_KEY;
	int32_t size DB_DEFAULT("stays(1)");
} DB_TABLE(items);

/** Before. */
DB_FUNCTION(stays, "(a integer) RETURNS integer LANGUAGE sql AS $$SELECT a$$");
DB_FUNCTION(named, "(integer) RETURNS integer LANGUAGE sql AS $$SELECT $1$$");
DB_FUNCTION(retyped, "(integer) RETURNS integer LANGUAGE sql AS $$SELECT $1$$");
DB_FUNCTION(defaulted, "(a integer DEFAULT 1) RETURNS integer LANGUAGE sql AS $$SELECT a$$");
DB_FUNCTION(rows, "() RETURNS TABLE(a integer, b text) LANGUAGE sql AS $$SELECT 1, 'x'$$");
DB_FUNCTION(other, "(a integer) RETURNS integer LANGUAGE sql AS $$SELECT a$$");
DB_PROCEDURE(work, "() LANGUAGE plpgsql AS $$BEGIN\n\tDELETE FROM items;\nEND$$");
DB_FUNCTION(kind, "() RETURNS void LANGUAGE sql AS $$$$");
DB_AGGREGATE(total, "(integer) (SFUNC = int4pl, STYPE = integer)");
DB_FUNCTION(on_row, "(items) RETURNS bigint LANGUAGE sql AS $$SELECT $1.id$$");
DB_FUNCTION(gone, "(items) RETURNS SETOF items LANGUAGE sql AS $$SELECT $1$$");
