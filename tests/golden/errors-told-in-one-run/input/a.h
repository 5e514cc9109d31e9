#include <restruct_model.h>

#include "b.h"
struct a {
	int32_t x DB_CHECK("y > 0");
	int32_t b DB_REFERENCES(bs, z);
} DB_TABLE(a);
