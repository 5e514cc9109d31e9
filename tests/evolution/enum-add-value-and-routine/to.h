#include <restruct_model.h>

enum level { LEVEL_LOW, LEVEL_MID, LEVEL_TOP } DB_ENUM(level);

struct item {
	int64_t id DB_PRIMARY_KEY;
	enum level level;
} DB_TABLE(items);

DB_FUNCTION(is_top, "(level) RETURNS boolean LANGUAGE sql IMMUTABLE RETURN $1 = 'top'");
