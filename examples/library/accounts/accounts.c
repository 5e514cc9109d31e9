/* The library; see accounts.h. */
#include "accounts.h"

#include <stdlib.h>

extern const restruct_table accounts_revisions;

restruct_status accounts_start(
	PGconn *conn, const restruct_options *options, restruct_error *error)
{
	restruct_options own = *options;
	own.version_table = "accounts_version";
	return restruct_upgrade(conn, &accounts_revisions, &own, error);
}

long long accounts_add(PGconn *conn, const char *name)
{
	PGresult *result = PQexecParams(conn,
		"INSERT INTO accounts (name) VALUES ($1) ON CONFLICT DO NOTHING RETURNING id", 1,
		NULL, &name, NULL, NULL, 0);
	long long id = PQntuples(result) == 1 ? atoll(PQgetvalue(result, 0, 0)) : 0;
	PQclear(result);
	return id;
}
