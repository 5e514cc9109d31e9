#include <restruct_model.h>

DB_FUNCTION(number_like, "(a numeric, b text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$SELECT a::text LIKE b$$");
/** Numbers are like text. */
DB_OPERATOR("~~", "(LEFTARG = numeric, RIGHTARG = text, FUNCTION = number_like, RESTRICT = likesel)");
DB_FUNCTION(nearly, "(a numeric, b numeric) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$SELECT abs(a - b) < 1$$");
DB_OPERATOR("=~", "(LEFTARG = numeric, RIGHTARG = numeric, FUNCTION = nearly, COMMUTATOR = =~)");

struct item {
	int32_t id DB_PRIMARY_KEY;
	db_numeric price;
} DB_TABLE(items);
