#include <restruct_model.h>

struct product {
	int32_t *number;
	char    *name;
} DB_TABLE(products);
