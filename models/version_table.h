/* The runtime's own table, declared as any user's: a row for each applied revision, and nothing
 * else.
 *
 * Its SQL is generated from here into runtime/version_table.inc, where the names are replaced when
 * the options name another table. This is form 1; the column format says so in each row, so that a
 * program can tell a table that is newer than itself. */
#ifndef RESTRUCT_VERSION_TABLE_H
#define RESTRUCT_VERSION_TABLE_H

#include "restruct_model.h"

struct restruct_version {
	char *schema DB_NOT_NULL;   /* the one that was migrated */
	char *revision DB_NOT_NULL; /* its id */
	char *parent;               /* what it builds on, which must be there */
	char *second_parent;        /* of a merge */
	char *checksum DB_NOT_NULL; /* of its source, when it was applied */
	int16_t format DB_DEFAULT("1");
	db_timestamptz applied_at DB_DEFAULT("now()");
} DB_TABLE(restruct_version) DB_CONSTRAINT(restruct_version_pkey,
	"PRIMARY KEY (schema, revision)") DB_CONSTRAINT(restruct_version_parent_fkey,
	"FOREIGN KEY (schema, parent) REFERENCES restruct_version (schema, revision)")
	DB_CONSTRAINT(restruct_version_second_parent_fkey,
		"FOREIGN KEY (schema, second_parent) REFERENCES restruct_version (schema, revision)");

#endif
