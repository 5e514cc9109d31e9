/* accounts: a library that brings its own tables and revisions. */
#ifndef ACCOUNTS_H
#define ACCOUNTS_H

#include <restruct.h>

/* Brings the library's tables up to date, in the schema of options; its history has a version table
 * of its own, accounts_version. */
restruct_status accounts_start(
	PGconn *conn, const restruct_options *options, restruct_error *error);

/* Makes an account; 0 when there is one of that name already, or on an error. */
long long accounts_add(PGconn *conn, const char *name);

#endif
