#include <restruct_model.h>

enum kind { KIND_A, KIND_B, KIND_C } DB_ENUM(kind);

struct item {
	int32_t id;
	enum kind kind;
} DB_TABLE(items)
	DB_PARTITION_BY("LIST (kind)");
DB_PARTITION(items_a, items, "FOR VALUES IN ('a')");
DB_PARTITION(items_c, items, "FOR VALUES IN ('c')");
