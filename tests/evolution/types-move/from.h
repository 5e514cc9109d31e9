#include <restruct_model.h>

enum level { LEVEL_LOW, LEVEL_MID } DB_ENUM(level);

typedef int32_t positive DB_DOMAIN(positive, "integer CHECK (VALUE > 0)");
DB_SEQUENCE(numbers);
struct item {
	int64_t id DB_PRIMARY_KEY;
	enum level level DB_DEFAULT("'mid'");
	positive p DB_DEFAULT("nextval('numbers')");
} DB_TABLE(items);
