#include <restruct_model.h>

enum level { LEVEL_MID, LEVEL_TOP } DB_ENUM(level);

struct grade {
	enum level level;
	int64_t points;
} DB_COMPOSITE(grade);

struct report {
	struct grade grade;
	char *text;
} DB_COMPOSITE(report);

struct pupil {
	int64_t id DB_PRIMARY_KEY;
	struct grade last DB_NULL;
	struct grade *all DB_TYPE("grade[]");
	struct report report DB_NULL;
} DB_TABLE(pupils);
