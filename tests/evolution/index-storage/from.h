#include <restruct_model.h>

struct t {
	int64_t id DB_PRIMARY_KEY;
	char *a;
	char *b;
} DB_TABLE(t)
	DB_INDEX(t_a, "(a) WITH (fillfactor = 70)")
	DB_INDEX(t_b, "(b) INCLUDE (a) WHERE b <> ''")
	DB_UNIQUE_INDEX(t_ab, "(a text_pattern_ops DESC, b COLLATE \"C\") NULLS NOT DISTINCT WITH (fillfactor = 50, deduplicate_items = off)")
	DB_CONSTRAINT(t_ba, "UNIQUE (b, a) WITH (fillfactor = 50)")
	DB_COMMENT_ON(t_a, "one");
