#include <restruct_model.h>

enum kind { KIND_A, KIND_B } DB_ENUM(kind);
typedef char *size DB_DOMAIN(size, "text CHECK (VALUE IN ('s', 'l'))");

struct item {
	int64_t id DB_PRIMARY_KEY;
	enum kind kind DB_DEFAULT("'a'") DB_CHECK("kind <> 'b'");
	size size DB_DEFAULT("'s'");
	char *kinds DB_TYPE("kind[]");
} DB_TABLE(items) DB_INDEX(items_by_size, "(size) WHERE kind = 'a'");
