#include <restruct_model.h>

enum kind { KIND_A, KIND_C, KIND_B } DB_ENUM(kind);
struct owner {
	int32_t id DB_PRIMARY_KEY;
} DB_TABLE(owners);
struct item {
	int32_t id DB_PRIMARY_KEY;
	int32_t owner DB_REFERENCES(owners, id, "ON DELETE CASCADE");
	enum kind kind DB_DEFAULT("'c'");
	db_text name DB_CHECK("length(name) > 1");
	bool fresh DB_DEFAULT("random() >= 0"); /* volatile, and the same each time */
} DB_TABLE(items);
struct part {
	int32_t id;
	int32_t at;
} DB_TABLE(parts) DB_PARTITION_BY("RANGE (at)");
struct part_1 {
	int32_t id;
	int32_t at;
} DB_TABLE(parts_1);
DB_PARTITION(parts_2, parts, "FOR VALUES FROM (50) TO (100)");
