#include <restruct_model.h>

struct one {
	int64_t id DB_TYPE("bigserial");
} DB_TABLE(one);

struct child {
	char *note;
} DB_TABLE(child) DB_INHERITS(one);
