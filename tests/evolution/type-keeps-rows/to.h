#include <restruct_model.h>

typedef char *label DB_DOMAIN(label, "text");

struct item {
	int64_t id DB_PRIMARY_KEY;
	char wider[9];
	db_text unbounded;
	db_text bounded_no_more DB_TYPE("varchar");
	db_numeric price DB_TYPE("numeric(12,2)");
	db_timestamp at DB_TYPE("timestamp(6)");
	db_time hour DB_TYPE("time(6)");
	db_interval lasts DB_TYPE("interval(6)");
	db_inet net;
	label called DB_NOT_NULL;
	db_text named;
	db_timestamptz seen DB_DEFAULT("now()");
	int32_t one DB_DEFAULT("1");
} DB_TABLE(items)
	DB_INDEX("(wider)") DB_INDEX("(unbounded)") DB_INDEX("(called)");

struct file {
	db_text relation;
	int64_t node;
} DB_TABLE(files);
