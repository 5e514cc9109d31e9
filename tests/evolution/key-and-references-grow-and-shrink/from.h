#include <restruct_model.h>

struct user {
	int32_t user_id DB_PRIMARY_KEY;
	char   *name;
} DB_TABLE(users);

struct post {
	int32_t  id        DB_PRIMARY_KEY;
	int32_t *author_id;
	int32_t *reviewer_id;
} DB_TABLE(posts)
	DB_CONSTRAINT(posts_author, "FOREIGN KEY (author_id) REFERENCES users (user_id)")
	DB_CONSTRAINT(posts_reviewer, "FOREIGN KEY (reviewer_id) REFERENCES users (user_id)")
	DB_CONSTRAINT(posts_two, "CHECK (author_id <> reviewer_id)")
	DB_CONSTRAINT(posts_once, "UNIQUE (author_id)")
	DB_INDEX(posts_by_author, "(author_id)");
