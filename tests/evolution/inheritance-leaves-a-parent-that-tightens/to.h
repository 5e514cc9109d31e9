#include <restruct_model.h>

struct one {
	int64_t id;
	char *name DB_NOT_NULL;
} DB_TABLE(one) DB_CONSTRAINT(positive, "CHECK (id > 0)");

struct two {
	int64_t id;
	char *name;
} DB_TABLE(two);

struct child {
	char *note;
} DB_TABLE(child) DB_INHERITS(two);
