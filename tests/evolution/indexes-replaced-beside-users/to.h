#include <restruct_model.h>

struct item {
	int64_t id DB_PRIMARY_KEY;
	char *code DB_NOT_NULL;
	char *name;
	char *path;
	int32_t a;
	int32_t b;
} DB_TABLE(items)
  /** Both. */
  DB_INDEX(by_a, "(a, id)")
  DB_INDEX(by_a_new, "(a DESC)")
  DB_INDEX(by_a_old, "(a, b)")
  DB_INDEX(a_name_that_is_as_long_as_names_can_be_so_that_nothing_fits_in1, "(a, id)")
  DB_INDEX(a_name_that_is_as_long_as_names_can_be_so_that_nothing_fits_in2, "(a, b)")
  DB_INDEX(by_last, "(a)")
  DB_INDEX(shrinks, "(lower(name)) WHERE a > 1")
  DB_UNIQUE_INDEX(items_code, "(code) INCLUDE (name)");

struct part {
	int64_t id DB_PRIMARY_KEY;
	char *code DB_REFERENCES(items, code);
} DB_TABLE(parts);

struct taken {
	int64_t id DB_PRIMARY_KEY;
} DB_TABLE(taken);
