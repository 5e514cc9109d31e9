/* The runtime's own table, declared as any user's: a row for each applied revision, and nothing
 * else.
 *
 * Its SQL is generated from here into runtime/version_table.inc, where the names are replaced when
 * the options name another table. This is form 2; the column format says in each row which form its
 * writer knew, so that a program can tell a table that is newer than itself. Form 1 had no columns
 * after applied_at; runtime/version_table.c adds them, so each must be able to stay empty. Every
 * form there ever was is kept in tests/version_table. */
#ifndef RESTRUCT_VERSION_TABLE_H
#define RESTRUCT_VERSION_TABLE_H

#include "restruct_model.h"

struct restruct_version {
	char *schema DB_NOT_NULL;   /* the one that was migrated */
	char *revision DB_NOT_NULL; /* its id */
	char *parent;               /* what it builds on, which must be there */
	char *second_parent;        /* of a merge */
	char *checksum DB_NOT_NULL; /* of its source, when it was applied */
	int16_t format DB_DEFAULT("2");
	db_timestamptz applied_at DB_DEFAULT("now()");
	char *message;
	char *compatibility; /* "additive", "tightening", "breaking": to programs before it */
	char *build;         /* of the program that applied it: options.build */
	/* How it is undone without the program's code: statements in order; between "COMMIT" and
	 * "BEGIN" they stand outside a transaction. NULL: there is no way back, or it needs code */
	char *downgrade DB_TYPE("text[]");
	bool needs_code DB_NULL; /* its downgrade reads the database: only the program can undo it */
	int32_t step DB_NULL;    /* that is to be done next; NULL: it is applied */
	char *worker;            /* who is at it, its transaction, the server's version at the start */
	db_timestamptz beat DB_NULL; /* the last sign of life */
} DB_TABLE(restruct_version) DB_CONSTRAINT(restruct_version_pkey,
	"PRIMARY KEY (schema, revision)") DB_CONSTRAINT(restruct_version_parent_fkey,
	"FOREIGN KEY (schema, parent) REFERENCES restruct_version (schema, revision)")
	DB_CONSTRAINT(restruct_version_second_parent_fkey,
		"FOREIGN KEY (schema, second_parent) REFERENCES restruct_version (schema, revision)");

#endif
