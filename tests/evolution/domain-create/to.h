#include <restruct_model.h>

typedef char * email DB_DOMAIN(email, "text COLLATE \"C\" DEFAULT 'x@y' NOT NULL CONSTRAINT has_at CHECK (VALUE LIKE '%@%')");

struct item {
	int64_t id DB_PRIMARY_KEY;
	email email;
} DB_TABLE(items);
