#include <restruct_model.h>

enum level { LEVEL_LOW, LEVEL_HIGH } DB_ENUM(level);
typedef char *email DB_DOMAIN(email, "text");

struct item {
	int64_t id DB_PRIMARY_KEY;
	int16_t a;
	int32_t b;
	int64_t c;
	float d;
	double e;
	bool f;
	db_text g;
	char h[9];
	db_timestamptz i;
	db_date j;
	db_time k;
	db_interval l;
	db_uuid m;
	db_jsonb n;
	db_json o;
	db_numeric p DB_TYPE("numeric(9,2)");
	char *q DB_TYPE("bytea") DB_NOT_NULL;
	char *r DB_TYPE("text[]") DB_NOT_NULL;
	db_inet s;
	enum level t;
	email u DB_NOT_NULL;
	int32_t v DB_DEFAULT("7");
	int32_t w DB_GENERATED("b + 1");
	int64_t x DB_IDENTITY;
	char *y;
	char z[4] DB_TYPE("char(3)");
} DB_TABLE(items);
