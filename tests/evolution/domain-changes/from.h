#include <restruct_model.h>

typedef char * email DB_DOMAIN(email, "text DEFAULT 'a@b' CHECK (VALUE LIKE '%@%') CONSTRAINT short CHECK (length(VALUE) < 100)");

struct item {
	int64_t id DB_PRIMARY_KEY;
	email email;
} DB_TABLE(items);
