#include <restruct_model.h>

#ifdef WIDE
typedef int64_t number;
#else
typedef int32_t number;
#endif
struct thing {
	number id DB_PRIMARY_KEY;
} DB_TABLE(things);
