#include <restruct_model.h>

struct other {
	int32_t id DB_PRIMARY_KEY;
} DB_TABLE(others);

enum kind { KIND_A, KIND_B } DB_ENUM(kind);

/** where */
struct address {
	char *street; /**< and number */
	char *town;
} DB_COMPOSITE(address);

struct customer {
	int64_t id DB_PRIMARY_KEY;
	struct address home DB_NULL;
	char *others DB_TYPE("address[]");
} DB_TABLE(customers);

struct parcel {
	struct address from DB_COLUMN(from_where);
	enum kind kind;
	char *note DB_COLLATE("C");
} DB_COMPOSITE(parcel);
