#include <restruct_model.h>

struct customer {
	int64_t id DB_PRIMARY_KEY;
	char *a_name_that_is_far_longer_than_the_sixty_three_bytes_which_are_kept;
} DB_TABLE("ein Name, der länger ist als die dreiundsechzig Bytes des Servers")
	DB_INDEX(an_index_with_a_name_that_is_far_longer_than_sixty_three_bytes_x, "(id)");
