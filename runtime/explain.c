/* After a failure: the server is asked what stands behind it, when no transaction is open any more.
 */
#include "internal.h"

PGresult *restruct_explain_ask(
	const struct restruct_job *job, const char *query, int count, const char *const *values)
{
	PGconn *conn = job->conn;
	if (PQstatus(conn) != CONNECTION_OK || PQtransactionStatus(conn) != PQTRANS_IDLE)
		return NULL;
	PQclear(PQexec(conn, "BEGIN; SET LOCAL search_path TO pg_catalog"));
	PGresult *result = PQexecParams(conn, query, count, NULL, values, NULL, NULL, 0);
	PQclear(PQexec(conn, "ROLLBACK"));
	return result;
}
