#include <restruct_model.h>

enum level { LEVEL_LOW, LEVEL_MID } DB_ENUM(level);

struct site {
	int64_t id DB_PRIMARY_KEY;
	char *name;
	enum level level DB_DEFAULT("'mid'");
	enum level *levels DB_TYPE("level[]") DB_DEFAULT("'{low,mid}'");
} DB_TABLE(sites);
