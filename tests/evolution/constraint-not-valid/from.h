#include <restruct_model.h>

struct a {
	int64_t id DB_PRIMARY_KEY;
} DB_TABLE(a);

struct t {
	int64_t id DB_PRIMARY_KEY;
	int64_t a_id;
} DB_TABLE(t)
	DB_CONSTRAINT(positive, "CHECK (id > 0)")
	DB_CONSTRAINT(small, "CHECK (id < 100) NOT VALID")
	DB_CONSTRAINT(of_a, "FOREIGN KEY (a_id) REFERENCES a (id) NOT VALID")
	DB_COMMENT_ON(of_a, "whose");
