#include <restruct_model.h>

struct being {
	int32_t id;
	db_text name;
} DB_TABLE(beings);

/* It has the column itself, too, and comes before its parent by name. */
struct ant {
	int32_t id;
	db_text name;
	int32_t legs DB_DEFAULT("6");
} DB_TABLE(ants) DB_INHERITS(beings);

struct worker {
	db_text name;
} DB_TABLE(ant_workers) DB_INHERITS(ants);
