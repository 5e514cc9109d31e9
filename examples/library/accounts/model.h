/* What the library keeps: in its own tables, beside the program's. */
#ifndef ACCOUNTS_MODEL_H
#define ACCOUNTS_MODEL_H

#include <restruct_model.h>

/** Who may come in. */
struct account {
	int64_t id DB_PRIMARY_KEY DB_IDENTITY;
	char name[64] DB_UNIQUE;
	db_timestamptz created_at DB_DEFAULT("now()");
} DB_TABLE(accounts);

#endif
