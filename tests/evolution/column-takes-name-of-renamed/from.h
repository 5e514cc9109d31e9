#include <restruct_model.h>

/* From 18 on NOT NULL has a name: a column that is renamed takes it along. */
struct item {
	int64_t id DB_PRIMARY_KEY;
	int32_t amount;
	char *note;
} DB_TABLE(items);

/* The longer name is cut. */
struct reading {
	int64_t id DB_PRIMARY_KEY;
	int32_t measured_at_the_place_that_was_said;
	char *remark;
} DB_TABLE(readings_of_all_instruments);
