#include <restruct_model.h>

struct a {
	int64_t id DB_PRIMARY_KEY;
	int64_t b_id DB_NULL DB_REFERENCES(b);
} DB_TABLE(a);

struct b {
	int64_t id DB_PRIMARY_KEY;
	int64_t c_id DB_NULL DB_REFERENCES(c);
} DB_TABLE(b);

struct c {
	int64_t id DB_PRIMARY_KEY;
	int64_t a_id DB_NULL DB_REFERENCES(a);
	int64_t b_id DB_NULL DB_REFERENCES(b);
} DB_TABLE(c);
