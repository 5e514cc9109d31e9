#include <restruct_model.h>

enum level { LEVEL_LOW, LEVEL_HIGH } DB_ENUM(level);
typedef char *email DB_DOMAIN(email, "text");

struct item {
	int64_t id DB_PRIMARY_KEY;
} DB_TABLE(items);
