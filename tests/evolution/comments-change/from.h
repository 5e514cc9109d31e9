#include <restruct_model.h>

DB_SCHEMA(audit) DB_COMMENT("old");
DB_SEQUENCE(numbers) DB_COMMENT("old");
DB_EXTENSION(citext);
enum level { LEVEL_LOW } DB_ENUM(level) DB_COMMENT("old");
typedef char *email DB_DOMAIN(email, "text") DB_COMMENT("old");

struct item {
	int64_t id DB_PRIMARY_KEY DB_COMMENT("old");
} DB_TABLE(items) DB_COMMENT("old");
