#include <restruct_model.h>

DB_EXTENSION(citext);
enum state { STATE_NEW, STATE_OLD } DB_ENUM(state);

struct item {
	int32_t id DB_PRIMARY_KEY;
	char *state DB_TYPE("citext");
} DB_TABLE(items);
