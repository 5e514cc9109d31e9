#include <restruct_model.h>

DB_SEQUENCE(items_number_seq, "AS integer OWNED BY items.number");

struct item {
	int64_t id     DB_PRIMARY_KEY;
	int32_t number DB_DEFAULT("nextval('items_number_seq')");
} DB_TABLE(items);
