#include <restruct_model.h>

struct other {
	int32_t a;
} DB_TABLE(others);

DB_FUNCTION(purge, "(days integer) RETURNS boolean LANGUAGE sql AS $$ SELECT purge($1, '1 day'::interval) $$");
DB_FUNCTION(purge, "(days integer, step interval) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN RETURN days > 0; END $$");
