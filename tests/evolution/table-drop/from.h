#include <restruct_model.h>

struct site {
	int64_t id DB_PRIMARY_KEY;
	char *name;
} DB_TABLE(sites);

struct alarm {
	int64_t id DB_PRIMARY_KEY DB_TYPE("bigserial");
	int64_t site_id DB_REFERENCES(sites);
	int64_t next_id DB_NULL DB_REFERENCES(alarms);
} DB_TABLE(alarms);
