#include <restruct_model.h>

enum state { STATE_NEW, STATE_OLD } DB_ENUM(state);

struct item {
	int32_t    id DB_PRIMARY_KEY;
	enum state state;
} DB_TABLE(items);
