#include <restruct_model.h>

typedef char * email DB_DOMAIN(email, "text");

struct item {
	int64_t id DB_PRIMARY_KEY;
	email email;
} DB_TABLE(items);
