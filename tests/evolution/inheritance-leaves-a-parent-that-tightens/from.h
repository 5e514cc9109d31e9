#include <restruct_model.h>

struct one {
	int64_t id;
	char *name;
} DB_TABLE(one);

struct two {
	int64_t id;
	char *name;
} DB_TABLE(two);

struct child {
	char *note;
} DB_TABLE(child) DB_INHERITS(one);
