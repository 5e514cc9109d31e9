#include <restruct_model.h>

struct place {
	char *street;
	char *town;
} DB_COMPOSITE(place);

struct customer {
	int64_t id DB_PRIMARY_KEY;
	struct place home DB_NULL;
	char *others DB_TYPE("place[]");
	char *note;
} DB_TABLE(customers);
