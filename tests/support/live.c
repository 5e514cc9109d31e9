/* A connection to the test's own database; see live.h. */
#include "support/live.h"

#include "base/arena.h"
#include "support/cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>

static void ignore(void *data, const char *message)
{
	(void)data;
	(void)message;
}

PGconn *live_connect(void)
{
	if (!getenv("PGHOST")) {
		print_message("skipped: no server in PGHOST\n");
		skip();
	}
	PGconn *connection = PQconnectdb("");
	if (PQstatus(connection) != CONNECTION_OK)
		fail_msg("%s", PQerrorMessage(connection));
	PQsetNoticeProcessor(connection, ignore, NULL);
	return connection;
}

static bool good(const PGresult *result)
{
	ExecStatusType status = PQresultStatus(result);
	return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

void live_run(PGconn *connection, const char *sql)
{
	PGresult *result = PQexec(connection, sql);
	if (!good(result))
		fail_msg("%s\n%s", sql, PQerrorMessage(connection));
	PQclear(result);
}

bool live_takes(PGconn *connection, const char *sql)
{
	PQclear(PQexec(connection, "BEGIN"));
	PGresult *result = PQexec(connection, sql);
	bool taken = good(result);
	PQclear(result);
	PQclear(PQexec(connection, "ROLLBACK"));
	return taken;
}

static const char *first_value(const PGresult *result, struct arena *arena)
{
	return PQntuples(result) > 0 && !PQgetisnull(result, 0, 0)
		       ? arena_strdup(arena, PQgetvalue(result, 0, 0))
		       : NULL;
}

const char *live_value(PGconn *connection, struct arena *arena, const char *sql)
{
	PGresult *result = PQexec(connection, sql);
	if (!good(result))
		fail_msg("%s\n%s", sql, PQerrorMessage(connection));
	const char *value = first_value(result, arena);
	PQclear(result);
	return value;
}

const char *live_try(PGconn *connection, struct arena *arena, const char *sql)
{
	PGresult *result = PQexec(connection, sql);
	const char *value = good(result) ? first_value(result, arena) : NULL;
	PQclear(result);
	return value;
}
