#include <restruct_model.h>

struct place {
	int64_t id DB_PRIMARY_KEY DB_TABLESPACE(fast);
	char *street DB_STORAGE(externl) DB_COMPRESSION(zip);
	char *town DB_STATISTICS_TARGET("20000") DB_WITH("fillfactor = 70");
	int32_t number DB_IDENTITY_OPTIONS("START 5");
	int32_t twice DB_GENERATED("number * 2") DB_GENERATED_VIRTUAL("number * 2");
} DB_TABLE(places)
	DB_STORAGE(external)
	DB_COMMENT_ON(places_by_street, "no such index");

struct address {
	char *street DB_DEFAULT("''");
	char *town DB_UNIQUE;
} DB_COMPOSITE(address)
	DB_UNLOGGED;

DB_RANGE(spans, "(SUBTYPE = float8)")
	DB_ENABLED("always");
DB_RANGE(address, "(COLLATION = \"C\")");
