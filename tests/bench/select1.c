/* The peer of a start with nothing to do: connects, runs SELECT 1, ends. */
#include <libpq-fe.h>
#include <stdio.h>

int main(void)
{
	PGconn *conn = PQconnectdb("");
	PGresult *result = PQexec(conn, "SELECT 1");
	int failed = PQresultStatus(result) != PGRES_TUPLES_OK;
	if (failed)
		fputs(PQerrorMessage(conn), stderr);
	PQclear(result);
	PQfinish(conn);
	return failed;
}
