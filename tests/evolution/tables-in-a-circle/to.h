#include <restruct_model.h>

struct site {
	int64_t id DB_PRIMARY_KEY;
	char *name;
} DB_TABLE(sites);

struct c {
	int64_t id DB_PRIMARY_KEY;
	int64_t a_id DB_NULL DB_REFERENCES(a);
	int64_t b_code DB_REFERENCES(b, code);
} DB_TABLE(c);

struct a {
	int64_t id DB_PRIMARY_KEY;
	int64_t b_id DB_REFERENCES(b, id, "DEFERRABLE INITIALLY DEFERRED");
	int64_t self_id DB_NULL DB_REFERENCES(a);
} DB_TABLE(a);

struct b {
	int64_t id DB_PRIMARY_KEY;
	int64_t code;
	int64_t c_id DB_NULL DB_REFERENCES(c);
	int64_t self_code DB_NULL DB_REFERENCES(b, code);
} DB_TABLE(b) DB_UNIQUE_INDEX(b_by_code, "(code)");
