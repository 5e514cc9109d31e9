#include <restruct_model.h>

struct being {
	int32_t id;
	char *name DB_CHECK("name <> ''");
} DB_TABLE(beings);

struct cat {
	int32_t lives DB_DEFAULT("7");
} DB_TABLE(cats)
	DB_INHERITS(beings)
	DB_INDEX(cats_by_name, "(name)");
