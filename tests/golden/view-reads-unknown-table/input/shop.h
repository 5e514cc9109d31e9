#include <restruct_model.h>

struct customer {
	int64_t id DB_PRIMARY_KEY;
	char *name;
} DB_TABLE(customers);

struct DB_VIEW(names, "SELECT name FROM custmers") names;

/* An extension's or a catalog's may be meant. */
struct DB_VIEW(statements, "SELECT query FROM pg_stat_statements") statements;

DB_TRIGGER(touch, "BEFORE UPDATE ON custmers FOR EACH ROW EXECUTE FUNCTION touch()");
DB_POLICY(own, "ON names USING (true)");
DB_STATISTICS(both, "ON id, nam FROM customers");
