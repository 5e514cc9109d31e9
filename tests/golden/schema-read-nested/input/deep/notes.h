#include "kinds.h"
struct note {
	int32_t id DB_PRIMARY_KEY;
	enum kind kind;
} DB_TABLE(notes);
