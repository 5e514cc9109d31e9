#include <restruct_model.h>

union either {
	int a;
	float b;
};
struct point {
	int x, y;
};
struct customer {
	int64_t id DB_PRIMARY_KEY;
	unsigned flags : 3;
	union either either;
	void (*callback)(void);
	struct point where;
	void *context;
	int32_t numbers[4];
	int32_t **deep;
	long double exact;
} DB_TABLE(customers);
