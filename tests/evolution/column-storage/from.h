#include <restruct_model.h>

struct t {
	int64_t id DB_PRIMARY_KEY;
	char *a;
	char *b DB_STORAGE(external) DB_STATISTICS_TARGET("200") DB_WITH("n_distinct = 5");
	db_numeric c DB_STORAGE(external);
	char d[10] DB_STORAGE(external) DB_COMPRESSION(pglz);
} DB_TABLE(t);
