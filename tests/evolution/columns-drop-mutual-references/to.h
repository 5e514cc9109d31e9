#include <restruct_model.h>

struct user {
	int64_t id DB_PRIMARY_KEY;
} DB_TABLE(users);

struct profile {
	int64_t id DB_PRIMARY_KEY;
} DB_TABLE(profiles);
