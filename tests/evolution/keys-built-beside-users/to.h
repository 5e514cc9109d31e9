#include <restruct_model.h>

struct item {
	int64_t id;
	int64_t number;
	int64_t *maybe;
	char *code DB_NOT_NULL;
	char *name;
	char *word;
	int64_t *fresh DB_UNIQUE;
} DB_TABLE(items)
  DB_CONSTRAINT(items_code_key, "UNIQUE (code) INCLUDE (name) WITH (fillfactor = 50)")
  DB_CONSTRAINT(items_key, "PRIMARY KEY (id) INCLUDE (number) DEFERRABLE")
  DB_CONSTRAINT(items_word, "UNIQUE (word) DEFERRABLE INITIALLY DEFERRED")
  DB_CONSTRAINT(items_maybe, "UNIQUE NULLS NOT DISTINCT (maybe, number) USING INDEX TABLESPACE pg_default")
  DB_COMMENT_ON(items_maybe, "at most one")
  DB_COMMENT_ON_INDEX(items_maybe, "serves both")
  DB_CONSTRAINT(items_named, "UNIQUE (name)");

struct part {
	int64_t id DB_PRIMARY_KEY;
	char *code DB_REFERENCES(items, code);
	int64_t item_id;
} DB_TABLE(parts);

struct other {
	int64_t a;
	int64_t b DB_UNIQUE;
} DB_TABLE(others) DB_CONSTRAINT(others_pkey, "PRIMARY KEY (a, b)") DB_CLUSTER_ON(others_pkey)
  DB_REPLICA_IDENTITY("index others_b_key");
