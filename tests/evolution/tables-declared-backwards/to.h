#include <restruct_model.h>

struct reading {
	int64_t sensor_id DB_REFERENCES(sensors);
	db_timestamptz taken_at DB_DEFAULT("now()");
	double value;
} DB_TABLE(readings) DB_CONSTRAINT(readings_pkey, "PRIMARY KEY (sensor_id, taken_at)");

struct sensor {
	int64_t id DB_PRIMARY_KEY;
	int64_t site_id DB_REFERENCES(sites);
} DB_TABLE(sensors);

struct site {
	int64_t id DB_PRIMARY_KEY;
	char *name;
} DB_TABLE(sites);
