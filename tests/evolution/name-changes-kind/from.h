#include <restruct_model.h>

enum level { LEVEL_LOW, LEVEL_HIGH } DB_ENUM(level);
DB_SEQUENCE(numbers);

struct a {
	int64_t id DB_PRIMARY_KEY;
	enum level level;
	int64_t number DB_DEFAULT("nextval('numbers')");
} DB_TABLE(a) DB_INDEX(things, "(level)");
