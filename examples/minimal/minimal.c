/* Migrates the database that libpq's environment names (PGHOST, PGDATABASE, …). */
#include <restruct.h>
#include <stdio.h>

extern const restruct_table restruct_revisions;

int main(void)
{
	restruct_error error;
	PGconn *conn = PQconnectdb("");
	restruct_status status = restruct_upgrade(conn, &restruct_revisions, NULL, &error);
	puts(status == RESTRUCT_OK ? "notes are ready" : error.message);
	PQfinish(conn);
	return (int)status;
}
