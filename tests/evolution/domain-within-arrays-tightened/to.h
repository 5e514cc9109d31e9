#include <restruct_model.h>

typedef int32_t percent DB_DOMAIN(percent, "integer NOT NULL CONSTRAINT percent_sane CHECK (VALUE <= 100)");

struct poll {
	int64_t id DB_PRIMARY_KEY;
	percent share;
	percent *shares DB_TYPE("percent[]") DB_NOT_NULL DB_DEFAULT("'{}'");
} DB_TABLE(polls);
