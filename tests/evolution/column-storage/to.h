#include <restruct_model.h>

struct t {
	int64_t id DB_PRIMARY_KEY;
	char *a DB_STORAGE(main) DB_COMPRESSION(pglz) DB_STATISTICS_TARGET("10") DB_WITH("n_distinct = -0.5, n_distinct_inherited = 7");
	char *b DB_WITH("n_distinct_inherited = 5");
	db_numeric c;
	char *d DB_STORAGE(external) DB_COMPRESSION(pglz);
	char *e DB_STORAGE(plain);
} DB_TABLE(t) DB_WITH("vacuum_index_cleanup = auto");

struct u {
	char *f DB_STORAGE(plain) DB_STATISTICS_TARGET("0");
} DB_TABLE(u);
