#include <restruct_model.h>

struct item {
	int64_t id DB_PRIMARY_KEY;
	char    name[20] DB_UNIQUE;
	char    code[20] DB_UNIQUE;
} DB_TABLE(items)
	DB_COMMENT_ON(items_pkey, "the key") DB_COMMENT_ON_INDEX(items_pkey, "its index")
	DB_COMMENT_ON_INDEX(items_name_key, "names");
