#include <restruct_model.h>

struct item {
	int64_t id DB_PRIMARY_KEY;
	int32_t a;
	int32_t b DB_GENERATED("a + 2") DB_UNIQUE;
	int32_t c; /**< Twice. */
	int32_t d DB_NULL DB_GENERATED("a - 1");
	int32_t e DB_GENERATED("a * a");
} DB_TABLE(items) DB_INDEX(items_b, "(b, c)");
