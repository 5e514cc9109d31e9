#include <restruct_model.h>

DB_FUNCTION(zone, "() RETURNS integer LANGUAGE sql STABLE AS 'SELECT 7'");
DB_FUNCTION(draw, "() RETURNS integer LANGUAGE sql AS 'SELECT 7'");

struct item {
	int64_t id DB_PRIMARY_KEY;
} DB_TABLE(items);

struct line {
	char *text;
} DB_TABLE(lines);

struct reading {
	int32_t day;
} DB_TABLE(readings)
	DB_PARTITION_BY("RANGE (day)");
DB_PARTITION(readings_1, readings, "FOR VALUES FROM (1) TO (100)");
