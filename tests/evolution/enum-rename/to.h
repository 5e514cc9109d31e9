#include <restruct_model.h>

enum grade { GRADE_LOW, GRADE_MID } DB_ENUM(grade) DB_WAS(level);

struct item {
	int64_t id DB_PRIMARY_KEY;
	enum grade level DB_DEFAULT("'mid'::grade") DB_CHECK("level <> 'low'::grade");
	enum grade *more DB_TYPE("grade[]");
} DB_TABLE(items);
