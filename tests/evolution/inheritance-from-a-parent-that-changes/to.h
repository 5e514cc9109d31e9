#include <restruct_model.h>

struct one {
	int32_t *other DB_CHECK("other > 0");
} DB_TABLE(one);

struct two {
	int64_t id DB_TYPE("bigserial");
} DB_TABLE(two);

struct child {
	char *note;
} DB_TABLE(child) DB_INHERITS(two);
