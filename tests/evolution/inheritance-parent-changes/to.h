#include <restruct_model.h>

struct being {
	int64_t id;
	char *called DB_WAS(name) DB_CHECK("called <> ''") DB_DEFAULT("'x'");
	char *colour;
} DB_TABLE(beings)
	DB_CONSTRAINT(alone, "CHECK (id > 0) NO INHERIT");

struct cat {
	int32_t lives DB_DEFAULT("7");
} DB_TABLE(cats)
	DB_INHERITS(beings)
	DB_INDEX(cats_by_name, "(called, colour)");
