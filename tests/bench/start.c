/* An application that does nothing but start: connects, migrates, ends. */
#include <libpq-fe.h>
#include <restruct.h>
#include <stdio.h>

extern const restruct_table restruct_revisions;

int main(void)
{
	PGconn *conn = PQconnectdb("");
	restruct_options options = {0};
	restruct_error error;
	restruct_status status = restruct_upgrade(conn, &restruct_revisions, &options, &error);
	if (status != RESTRUCT_OK)
		fprintf(stderr, "%s\n", error.message);
	PQfinish(conn);
	return status != RESTRUCT_OK;
}
