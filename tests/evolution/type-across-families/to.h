#include <restruct_model.h>

enum level { LEVEL_LOW, LEVEL_HIGH } DB_ENUM(level);
typedef int32_t positive DB_DOMAIN(positive, "integer CHECK (VALUE > 0)");

struct item {
	int64_t id DB_PRIMARY_KEY;
	char *a DB_TYPE("jsonb") DB_DEFAULT("'{}'");
	int64_t b DB_DEFAULT("1");
	bool c DB_DEFAULT("true");
	db_date d;
	enum level e DB_NULL DB_DEFAULT("'low'");
	char *f DB_TYPE("varchar(9)[]");
	db_uuid g DB_NULL;
	positive h DB_DEFAULT("1");
	db_numeric i DB_TYPE("numeric(30,3)") DB_CHECK("i > 0");
	char j[9] DB_NULL DB_CHECK("j > 'a'");
	db_jsonb k;
	char *l DB_NOT_NULL;
} DB_TABLE(items);
