#include <restruct_model.h>

struct base {
	int64_t id;
} DB_TABLE(base);

struct one {
	char    *note;
	int32_t *kept;
} DB_TABLE(one) DB_INHERITS(base);

struct two {
	char *note;
} DB_TABLE(two) DB_INHERITS(base);

struct below {
	char *more;
} DB_TABLE(below) DB_INHERITS(two);
