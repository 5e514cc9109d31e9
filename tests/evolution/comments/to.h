#include <restruct_model.h>

DB_SCHEMA(audit) DB_COMMENT("What's \\ \"this\"?\nTwo lines.");
DB_SEQUENCE(numbers) DB_COMMENT("What's \\ \"this\"?\nTwo lines.");
DB_EXTENSION(citext);
enum level { LEVEL_LOW } DB_ENUM(level) DB_COMMENT("What's \\ \"this\"?\nTwo lines.");
typedef char *email DB_DOMAIN(email, "text") DB_COMMENT("What's \\ \"this\"?\nTwo lines.");

struct item {
	int64_t id DB_PRIMARY_KEY DB_COMMENT("What's \\ \"this\"?\nTwo lines.");
} DB_TABLE(items) DB_COMMENT("What's \\ \"this\"?\nTwo lines.");
