#include <restruct_model.h>

struct a {
	int64_t id DB_PRIMARY_KEY;
	int64_t number;
} DB_TABLE(a)
	DB_CONSTRAINT(a_number, "UNIQUE (number)");

struct t {
	int64_t id DB_PRIMARY_KEY;
	int64_t a_id DB_REFERENCES(a, id, "DEFERRABLE");
	int64_t b_id DB_REFERENCES(a, id, "DEFERRABLE INITIALLY DEFERRED");
	int64_t c_id DB_REFERENCES(a);
} DB_TABLE(t);
