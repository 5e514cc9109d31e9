#include <restruct_model.h>

enum size { SIZE_S, SIZE_L } DB_ENUM(size);

struct item {
	int64_t id DB_PRIMARY_KEY;
	enum size size;
} DB_TABLE(items);
