#include <restruct_model.h>

struct item {
	int32_t id DB_PRIMARY_KEY;
} DB_TABLE(items);

struct point {
	int32_t x, y;
} DB_TABLE(points);

typedef char *place DB_DOMAIN(place, "points CHECK ((VALUE).x >= 0)");

struct spot {
	int32_t id DB_PRIMARY_KEY;
	place at;
} DB_TABLE(a_spot);
