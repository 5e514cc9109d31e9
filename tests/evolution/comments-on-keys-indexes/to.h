#include <restruct_model.h>

struct item {
	int64_t id DB_PRIMARY_KEY;
	char    name[20];
	char    code[20] DB_UNIQUE;
	char    mail[20] DB_NULL DB_UNIQUE;
} DB_TABLE(items)
	DB_COMMENT_ON(items_pkey, "the key") DB_COMMENT_ON_INDEX(items_pkey, "another")
	DB_COMMENT_ON_INDEX(items_code_key, "codes") DB_COMMENT_ON_INDEX(items_mail_key, "mails");
