#include <restruct_model.h>

DB_SCHEMA(ext);
DB_EXTENSION(citext, "SCHEMA ext");
DB_EXTENSION("uuid-ossp");

struct site {
	int64_t id DB_PRIMARY_KEY;
	char *name DB_TYPE("ext.citext");
} DB_TABLE(sites);

struct log {
	db_uuid id DB_PRIMARY_KEY DB_DEFAULT("uuid_generate_v4()");
	char *name DB_TYPE("ext.citext") DB_UNIQUE;
} DB_TABLE(ext.logs);
