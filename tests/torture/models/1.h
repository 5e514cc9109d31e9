/* What the generated history begins with; the next ones are what it becomes. */
#include <restruct_model.h>

enum kind { KIND_A, KIND_B } DB_ENUM(kind);
struct owner {
	int32_t id DB_PRIMARY_KEY;
} DB_TABLE(owners);
struct item {
	int32_t id;
	int32_t owner;
	enum kind kind DB_DEFAULT("'a'");
	char *name;
} DB_TABLE(items);
struct part {
	int32_t id;
	int32_t at;
} DB_TABLE(parts) DB_PARTITION_BY("RANGE (at)");
DB_PARTITION(parts_1, parts, "FOR VALUES FROM (0) TO (50)");
DB_PARTITION(parts_2, parts, "FOR VALUES FROM (50) TO (100)");
