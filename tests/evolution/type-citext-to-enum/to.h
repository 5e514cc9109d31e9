#include <restruct_model.h>

DB_EXTENSION(citext);
enum state { STATE_NEW, STATE_OLD } DB_ENUM(state);

struct item {
	int32_t id DB_PRIMARY_KEY;
	enum state state DB_NULL;
} DB_TABLE(items);
