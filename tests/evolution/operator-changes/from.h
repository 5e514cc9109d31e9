#include <restruct_model.h>

DB_FUNCTION(number_like, "(a numeric, b text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$SELECT a::text LIKE b$$");
DB_OPERATOR("~~", "(LEFTARG = numeric, RIGHTARG = text, PROCEDURE = number_like)");

struct item {
	int32_t id DB_PRIMARY_KEY;
	db_numeric price;
} DB_TABLE(items);
