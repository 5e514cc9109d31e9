#include <restruct_model.h>

DB_SCHEMA(audit);
DB_SEQUENCE(numbers);
DB_EXTENSION(citext);
enum level { LEVEL_LOW } DB_ENUM(level);
typedef char *email DB_DOMAIN(email, "text");

struct item {
	int64_t id DB_PRIMARY_KEY;
} DB_TABLE(items);
