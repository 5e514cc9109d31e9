#include <restruct_model.h>

DB_RANGE(speeds, "(subtype = float8, subtype_diff = float8mi)");
DB_RANGE(days, "(SUBTYPE = date)");
DB_RANGE(gone, "(SUBTYPE = integer)");
DB_RANGE(unused, "(SUBTYPE = integer)");

struct t {
	int64_t id DB_PRIMARY_KEY;
	char *speed DB_TYPE("speeds") DB_DEFAULT("'[1,2)'");
	char *during DB_TYPE("days");
	char *holidays DB_TYPE("days_multirange");
} DB_TABLE(t)
	DB_INDEX(t_speed, "USING gist (speed)");
