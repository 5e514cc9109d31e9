/* What the runtime's live tests share: the database that the environment names, and small tables of
 * revisions. Each test works in a schema of its own. */
#ifndef TESTS_LIVE_RUNTIME_H
#define TESTS_LIVE_RUNTIME_H

#include "support/cmocka_all.h"

#include <restruct.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define UNUSED __attribute__((unused))

UNUSED static PGconn *connected(void)
{
	PGconn *conn = PQconnectdb("options='-c client_min_messages=warning'");
	if (PQstatus(conn) != CONNECTION_OK)
		fail_msg("%s", PQerrorMessage(conn));
	return conn;
}

UNUSED static void execute(PGconn *conn, const char *sql)
{
	PGresult *result = PQexec(conn, sql);
	ExecStatusType status = PQresultStatus(result);
	if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
		fail_msg("%s: %s", sql, PQerrorMessage(conn));
	PQclear(result);
}

/* The first value of the answer, "" for NULL; borrowed until the next call. */
UNUSED static const char *value_of(PGconn *conn, const char *sql)
{
	static char value[4096];
	PGresult *result = PQexec(conn, sql);
	if (PQresultStatus(result) != PGRES_TUPLES_OK || PQntuples(result) == 0)
		fail_msg("%s: %s", sql, PQerrorMessage(conn));
	snprintf(value, sizeof value, "%s", PQgetvalue(result, 0, 0));
	PQclear(result);
	return value;
}

#define assert_value(conn, sql, expected) assert_string_equal(value_of((conn), (sql)), (expected))

#define assert_contains(text, part)                                                                \
	do {                                                                                       \
		if (strstr((text), (part)) == NULL)                                                \
			fail_msg("\"%s\" is not in: %s", (part), (text));                          \
	} while (0)

#define assert_status(got, error, expected)                                                        \
	do {                                                                                       \
		restruct_status got_status = (got), expected_status = (expected);                  \
		if (got_status != expected_status)                                                 \
			fail_msg("status %s, not %s: %s", restruct_status_name(got_status),        \
				restruct_status_name(expected_status), (error).message);           \
	} while (0)

#define TABLE_OF(array)                                                                            \
	{                                                                                          \
		.magic = RESTRUCT_TABLE_MAGIC, .version = RESTRUCT_TABLE_VERSION,                  \
		.count = sizeof(array) / sizeof *(array), .revisions = (array)                     \
	}

#endif
