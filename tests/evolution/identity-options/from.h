#include <restruct_model.h>

struct t {
	int64_t id DB_PRIMARY_KEY DB_IDENTITY;
	int32_t other DB_IDENTITY DB_IDENTITY_OPTIONS("START 5 INCREMENT BY 5");
	int32_t third;
} DB_TABLE(t);
