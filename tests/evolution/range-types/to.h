#include <restruct_model.h>

/** how fast */
DB_RANGE(speeds, "(SUBTYPE = double precision, SUBTYPE_DIFF = float8mi)");
DB_RANGE(unused, "(SUBTYPE = numeric)");
DB_RANGE(days, "(SUBTYPE = date)");
DB_RANGE(names, "(SUBTYPE = text, COLLATION = \"C\")");

struct t {
	int64_t id DB_PRIMARY_KEY;
	char *speed DB_TYPE("speeds") DB_DEFAULT("'[1,2)'");
	char *during DB_TYPE("days");
	char *name DB_TYPE("names");
	char *spells DB_TYPE("names_multirange");
} DB_TABLE(t)
	DB_INDEX(t_speed, "USING gist (speed)");
