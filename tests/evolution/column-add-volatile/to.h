#include <restruct_model.h>

DB_FUNCTION(zone, "() RETURNS integer LANGUAGE sql STABLE AS 'SELECT 7'");
DB_FUNCTION(draw, "() RETURNS integer LANGUAGE sql AS 'SELECT 7'");

struct item {
	int64_t id DB_PRIMARY_KEY;
	db_uuid token DB_DEFAULT("gen_random_uuid()") DB_UNIQUE;
	double share DB_NULL DB_DEFAULT("random()") DB_CHECK("share IS NOT NULL");
	db_timestamptz seen DB_DEFAULT("clock_timestamp()");
	int32_t drawn DB_DEFAULT("draw()");
	int32_t zone DB_DEFAULT("zone()");
	int64_t number DB_IDENTITY DB_IDENTITY_OPTIONS("START 100 INCREMENT 5");
	int32_t counter DB_DEFAULT("nextval('items_counter_seq')");
} DB_TABLE(items)
	DB_INDEX(items_by_share, "(share)");
DB_SEQUENCE(items_counter_seq, "AS integer OWNED BY items.counter");

struct line {
	char *text;
	int64_t id DB_PRIMARY_KEY DB_IDENTITY_ALWAYS;
} DB_TABLE(lines);

struct reading {
	int32_t day;
	double noise DB_DEFAULT("random()");
	int32_t number DB_IDENTITY;
} DB_TABLE(readings)
	DB_PARTITION_BY("RANGE (day)");
DB_PARTITION(readings_1, readings, "FOR VALUES FROM (1) TO (100)");
