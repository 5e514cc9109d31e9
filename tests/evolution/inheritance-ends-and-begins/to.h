#include <restruct_model.h>

struct being {
	int32_t id;
	char *name DB_CHECK("name <> ''");
} DB_TABLE(beings);

struct cat {
	int32_t id;
	char *name;
	int32_t lives DB_DEFAULT("7");
} DB_TABLE(cats)
	DB_CONSTRAINT(beings_name_check, "CHECK (name <> '')")
	DB_INDEX(cats_by_name, "(name)");

struct dog {
	int32_t id;
	char *name;
	char *kennel;
} DB_TABLE(dogs)
	DB_INHERITS(beings)
	DB_CONSTRAINT(beings_name_check, "CHECK (name <> '')");
