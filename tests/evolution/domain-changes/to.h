#include <restruct_model.h>

typedef char * email DB_DOMAIN(email, "text DEFAULT 'c@d' NOT NULL CHECK (VALUE LIKE '_%@%') CONSTRAINT brief CHECK (length(VALUE) < 100) CONSTRAINT lower CHECK (lower(VALUE) = VALUE)");

struct item {
	int64_t id DB_PRIMARY_KEY;
	email email;
} DB_TABLE(items);
