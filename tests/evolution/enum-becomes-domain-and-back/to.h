#include <restruct_model.h>

typedef char *kind DB_DOMAIN(kind, "text CHECK (VALUE IN ('a', 'b'))");
enum size { SIZE_S, SIZE_L } DB_ENUM(size);

struct item {
	int64_t id DB_PRIMARY_KEY;
	kind kind DB_DEFAULT("'a'") DB_CHECK("kind <> 'b'");
	enum size size DB_DEFAULT("'s'");
	char *kinds DB_TYPE("kind[]");
} DB_TABLE(items) DB_INDEX(items_by_size, "(size) WHERE kind = 'a'");
