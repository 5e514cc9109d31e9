#include <restruct_model.h>

DB_EXTENSION(pg_trgm);

struct item {
	int64_t id DB_PRIMARY_KEY;
	char *code DB_NOT_NULL;
	char *name;
	char *path;
	int32_t a;
	int32_t b;
	int32_t last;
} DB_TABLE(items)
  DB_INDEX(by_a, "(a)")
  DB_INDEX(by_a_new, "(a DESC)")
  DB_INDEX(by_a_old, "(a, b)")
  DB_INDEX(a_name_that_is_as_long_as_names_can_be_so_that_nothing_fits_in1, "(a)")
  DB_INDEX(a_name_that_is_as_long_as_names_can_be_so_that_nothing_fits_in2, "(a)")
  DB_INDEX(by_last, "(last, a)")
  DB_INDEX(taken, "(b)")
  DB_INDEX(by_like, "USING gin (path gin_trgm_ops)")
  DB_INDEX(shrinks, "(lower(name))")
  DB_UNIQUE_INDEX(items_code, "(code)");

struct part {
	int64_t id DB_PRIMARY_KEY;
	char *code DB_REFERENCES(items, code);
} DB_TABLE(parts);
