#include <restruct_model.h>

struct span {
	int32_t begins;
	char   *zone;
	int32_t ends;
} DB_COMPOSITE(span);

struct tally {
	int64_t calls;
	int64_t rows;
	double  seconds;
} DB_COMPOSITE(tally);

struct visit {
	int64_t     id DB_PRIMARY_KEY;
	struct span on DB_NULL;
} DB_TABLE(visits);

DB_FUNCTION(tally_of, "(calls bigint) RETURNS tally LANGUAGE sql AS $$ SELECT ROW(calls, 2, 1.5)::tally $$");
