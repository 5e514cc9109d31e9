#include <restruct_model.h>

struct item {
	int64_t id DB_PRIMARY_KEY;
	int32_t a;
	int32_t b DB_DEFAULT("1");
	int32_t c DB_DEFAULT("1 + 1");
	db_text d DB_DEFAULT("'a b'");
} DB_TABLE(items);
