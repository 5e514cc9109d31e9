#include <restruct_model.h>

struct t {
	int64_t id;
	char *a;
	char *b;
} DB_TABLE(t)
	DB_INDEX(t_a, "(a)")
	DB_INDEX(t_b, "(b) INCLUDE (a) WITH (fillfactor = 80) WHERE b <> ''")
	DB_UNIQUE_INDEX(t_ab, "(a text_pattern_ops DESC, b COLLATE \"C\") NULLS NOT DISTINCT WITH (fillfactor = 60)")
	DB_CONSTRAINT(t_ba, "UNIQUE (b, a)")
	DB_CONSTRAINT(t_pkey, "PRIMARY KEY (id) WITH (fillfactor = 90)")
	DB_COMMENT_ON(t_a, "two");
