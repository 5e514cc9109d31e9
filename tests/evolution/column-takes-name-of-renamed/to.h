#include <restruct_model.h>

struct item {
	int64_t key DB_WAS(id) DB_PRIMARY_KEY;
	int32_t total DB_WAS(amount);
	db_text amount DB_WAS(note);
} DB_TABLE(items);

struct reading {
	int64_t id DB_PRIMARY_KEY;
	int32_t measured_at_the_place_that_was_meant DB_WAS(measured_at_the_place_that_was_said);
	db_text measured_at_the_place_that_was_said DB_WAS(remark);
} DB_TABLE(readings_of_all_instruments);
