#include <restruct_model.h>

struct customer {
	int64_t id DB_PRIMARY_KEY;
} DB_TABLE(customers);
struct client {
	int64_t id DB_PRIMARY_KEY;
} DB_TABLE(customers);
enum one { ONE_A } DB_ENUM(kind);
enum two { TWO_A } DB_ENUM(kind);
