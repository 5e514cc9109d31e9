#include <restruct_model.h>

struct item {
	int32_t pk DB_TYPE("serial") DB_PRIMARY_KEY;
	db_text code DB_UNIQUE;
} DB_TABLE(item);
