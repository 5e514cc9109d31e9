#include <restruct_model.h>

DB_SEQUENCE(item_pk_seq, "AS integer OWNED BY thing.pk");

struct thing {
	int32_t pk DB_DEFAULT("nextval('item_pk_seq')");
	db_text name;
	db_text code;
	int64_t price;
} DB_TABLE(thing)
	DB_CONSTRAINT(item_pkey, "PRIMARY KEY (pk)")
	DB_CONSTRAINT(item_code_key, "UNIQUE (name)");
