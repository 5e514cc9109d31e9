#include <restruct_model.h>

struct t {
	int64_t id DB_PRIMARY_KEY;
	char *a DB_NOT_NULL;
} DB_TABLE(t)
	DB_UNIQUE_INDEX(t_a, "(a)")
	DB_REPLICA_IDENTITY("index t_a");

struct u {
	int64_t id;
	char *a DB_NOT_NULL;
} DB_TABLE(u)
	DB_REPLICA_IDENTITY("full");
