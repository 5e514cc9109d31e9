#include <restruct_model.h>

struct user {
	int32_t user_id;
	char   *name;
	int32_t tenant_id DB_DEFAULT("1");
} DB_TABLE(users) DB_CONSTRAINT(users_pkey, "PRIMARY KEY (tenant_id, user_id)");

struct post {
	int32_t  id        DB_PRIMARY_KEY;
	int32_t *author_id;
	int32_t *author_tenant DB_DEFAULT("1");
	int32_t *reviewer_id;
	int32_t *reviewer_tenant DB_DEFAULT("1");
} DB_TABLE(posts)
	DB_CONSTRAINT(posts_author, "FOREIGN KEY (author_tenant, author_id) REFERENCES users (tenant_id, user_id)")
	DB_CONSTRAINT(posts_reviewer, "FOREIGN KEY (reviewer_tenant, reviewer_id) REFERENCES users (tenant_id, user_id)")
	DB_CONSTRAINT(posts_two, "CHECK (author_id <> reviewer_id AND author_tenant > 0)")
	DB_CONSTRAINT(posts_once, "UNIQUE (author_tenant, author_id)")
	DB_INDEX(posts_by_author, "(author_tenant, author_id)");
