#include <restruct_model.h>

DB_SCHEMA(audit) DB_COMMENT("new");
DB_SEQUENCE(numbers) DB_COMMENT("new");
DB_EXTENSION(citext);
enum level { LEVEL_LOW } DB_ENUM(level) DB_COMMENT("new");
typedef char *email DB_DOMAIN(email, "text") DB_COMMENT("new");

struct item {
	int64_t id DB_PRIMARY_KEY DB_COMMENT("new");
} DB_TABLE(items) DB_COMMENT("new");
