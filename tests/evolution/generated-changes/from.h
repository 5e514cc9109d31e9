#include <restruct_model.h>

struct item {
	int64_t id DB_PRIMARY_KEY;
	int32_t a;
	int32_t b DB_GENERATED("a + 1") DB_UNIQUE;
	int32_t c DB_GENERATED("a * 2"); /**< Twice. */
	int32_t d DB_NULL;
} DB_TABLE(items) DB_INDEX(items_b, "(b, c)");
