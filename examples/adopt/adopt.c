/* The program that from now on brings the old database up to date. */
#include <restruct.h>
#include <stdio.h>

extern const restruct_table restruct_revisions;

int main(void)
{
	restruct_error error;
	PGconn *conn = PQconnectdb("");
	restruct_status status = restruct_upgrade(conn, &restruct_revisions, NULL, &error);
	puts(status == RESTRUCT_OK ? "the guest book is ready" : error.message);
	PQfinish(conn);
	return (int)status;
}
