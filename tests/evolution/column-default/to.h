#include <restruct_model.h>

struct item {
	int64_t id DB_PRIMARY_KEY;
	int32_t a DB_DEFAULT("9");
	int32_t b;
	int32_t c DB_DEFAULT("3");
	db_text d DB_DEFAULT("lower('X') || 'y'");
} DB_TABLE(items);
