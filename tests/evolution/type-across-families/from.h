#include <restruct_model.h>

enum level { LEVEL_LOW, LEVEL_HIGH } DB_ENUM(level);
typedef int32_t positive DB_DOMAIN(positive, "integer CHECK (VALUE > 0)");

struct item {
	int64_t id DB_PRIMARY_KEY;
	char *a DB_DEFAULT("'{}'");
	bool b DB_DEFAULT("true");
	int64_t c DB_DEFAULT("1");
	db_timestamptz d;
	char *e DB_DEFAULT("'low'");
	char *f DB_TYPE("text[]");
	char *g;
	int32_t h DB_DEFAULT("1");
	int64_t i DB_CHECK("i > 0");
	char *j DB_CHECK("j > 'a'");
	db_json k;
	int16_t l;
} DB_TABLE(items);
