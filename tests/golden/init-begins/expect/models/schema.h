/* The tables, as the program sees them. */
#ifndef MODELS_SCHEMA_H
#define MODELS_SCHEMA_H

#include <restruct_model.h>

/** One thing that is worth remembering: an example, to be replaced. */
struct note {
	int64_t id DB_PRIMARY_KEY DB_IDENTITY;
	db_timestamptz written_at DB_DEFAULT("now()");
	db_text text;
	char *author; /* a pointer may be NULL, so may the column */
} DB_TABLE(notes);

#endif
