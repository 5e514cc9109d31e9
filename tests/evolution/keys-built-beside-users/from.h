#include <restruct_model.h>

struct item {
	int64_t id;
	int64_t number;
	int64_t *maybe;
	char *code DB_NOT_NULL;
	char *name;
	char *word;
} DB_TABLE(items)
  DB_UNIQUE_INDEX(items_code_key, "(code)")
  DB_CONSTRAINT(items_key, "UNIQUE (id)")
  DB_CONSTRAINT(items_word, "UNIQUE (word)")
  DB_CONSTRAINT(items_named, "CHECK (name <> '')");

struct part {
	int64_t id DB_PRIMARY_KEY;
	char *code DB_REFERENCES(items, code);
	int64_t item_id DB_REFERENCES(items, id);
} DB_TABLE(parts);

struct other {
	int64_t a;
	int64_t b;
} DB_TABLE(others) DB_CONSTRAINT(others_pkey, "PRIMARY KEY (a)") DB_CLUSTER_ON(others_pkey);
