#include <restruct_model.h>

struct t {
	int64_t up DB_PRIMARY_KEY;
	int64_t empty;
	int64_t down;
} DB_TABLE(t);

struct u {
	int64_t id;
} DB_TABLE(u);
