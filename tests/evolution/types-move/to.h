#include <restruct_model.h>

DB_SCHEMA(kinds);
enum level { LEVEL_LOW, LEVEL_MID } DB_ENUM(level) DB_IN_SCHEMA(kinds);
typedef int32_t positive DB_DOMAIN(kinds.positive, "integer CHECK (VALUE > 0)");
DB_SEQUENCE(kinds.numbers);
struct item {
	int64_t id DB_PRIMARY_KEY;
	enum level level DB_DEFAULT("'mid'");
	positive p DB_DEFAULT("nextval('kinds.numbers')");
} DB_TABLE(items);
