#include <restruct_model.h>

#include "deep/kinds.h"
#include <notes.h>

struct thing {
	int32_t id DB_PRIMARY_KEY;
	enum kind kind;
#ifdef WITH_NOTES
	int32_t note DB_REFERENCES(notes);
#endif
} DB_TABLE(things);
