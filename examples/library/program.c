/* A program with a history of its own, and a library with another, in one database. */
#include "accounts/accounts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern const restruct_table restruct_revisions;

static int failed(PGconn *conn, const char *what)
{
	fprintf(stderr, "program: %s\n", what);
	PQfinish(conn);
	return 1;
}

int main(int argc, char **argv)
{
	restruct_options options = {.schema = getenv("SCHEMA"), .create_schema = true};
	restruct_error error;
	PGconn *conn = PQconnectdb("");

	if (accounts_start(conn, &options, &error) != RESTRUCT_OK ||
		restruct_upgrade(conn, &restruct_revisions, &options, &error) != RESTRUCT_OK)
		return failed(conn, error.message);
	if (options.schema) {
		char *name = PQescapeIdentifier(conn, options.schema, strlen(options.schema));
		char set[256];
		snprintf(set, sizeof set, "SET search_path TO %s", name);
		PQclear(PQexec(conn, set));
		PQfreemem(name);
	}
	if (argc > 1 && accounts_add(conn, argv[1]) == 0)
		return failed(conn, "there is an account of that name");
	puts("ready");
	PQfinish(conn);
	return 0;
}
