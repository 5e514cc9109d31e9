#include <restruct_model.h>

typedef char *label DB_DOMAIN(label, "text");

struct item {
	int64_t id DB_PRIMARY_KEY;
	char wider[5];
	char unbounded[5];
	db_text bounded_no_more;
	db_numeric price DB_TYPE("numeric(10,2)");
	db_timestamp at DB_TYPE("timestamp(3)");
	db_time hour DB_TYPE("time(3)");
	db_interval lasts DB_TYPE("interval(3)");
	db_cidr net;
	db_text called;
	label named DB_NOT_NULL;
} DB_TABLE(items)
	DB_INDEX("(wider)") DB_INDEX("(unbounded)") DB_INDEX("(called)");

struct file {
	db_text relation;
	int64_t node;
} DB_TABLE(files);
