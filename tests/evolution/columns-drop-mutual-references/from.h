#include <restruct_model.h>

struct user {
	int64_t id DB_PRIMARY_KEY;
	int64_t profile_id DB_NULL DB_UNIQUE DB_REFERENCES(profiles);
} DB_TABLE(users);

struct profile {
	int64_t id DB_PRIMARY_KEY;
	int64_t user_id DB_NULL DB_UNIQUE DB_REFERENCES(users);
} DB_TABLE(profiles);
