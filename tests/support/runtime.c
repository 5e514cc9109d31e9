/* The runtime on a server, for its live tests; see runtime.h. */
#define _DEFAULT_SOURCE
#include "support/runtime.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- the database ---- */

static PGconn *connected_by(const char *conninfo)
{
	PGconn *conn = PQconnectdb(conninfo);
	if (PQstatus(conn) != CONNECTION_OK)
		fail_msg("%s", PQerrorMessage(conn));
	return conn;
}

PGconn *connected(void)
{
	return connected_by("options='-c client_min_messages=warning'");
}

PGconn *connected_as(const char *role)
{
	char conninfo[256];
	snprintf(conninfo, sizeof conninfo, "user='%s' options='-c client_min_messages=warning'",
		role);
	return connected_by(conninfo);
}

void execute(PGconn *conn, const char *sql)
{
	PGresult *result = PQexec(conn, sql);
	ExecStatusType status = PQresultStatus(result);
	if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
		fail_msg("%s: %s", sql, PQerrorMessage(conn));
	PQclear(result);
}

void executef(PGconn *conn, const char *format, ...)
{
	char sql[4096];
	va_list args;
	va_start(args, format);
	int length = vsnprintf(sql, sizeof sql, format, args);
	va_end(args);
	assert_in_range(length, 0, sizeof sql - 1);
	execute(conn, sql);
}

const char *value_of(PGconn *conn, const char *sql)
{
	static char value[4096];
	PGresult *result = PQexec(conn, sql);
	if (PQresultStatus(result) != PGRES_TUPLES_OK || PQntuples(result) == 0)
		fail_msg("%s: %s", sql, PQerrorMessage(conn));
	snprintf(value, sizeof value, "%s", PQgetvalue(result, 0, 0));
	PQclear(result);
	return value;
}

void wait_until(PGconn *conn, const char *sql)
{
	int left = 6000;
	/* asked once more it may be over again */
	while (strcmp(value_of(conn, sql), "t") != 0 && --left > 0)
		usleep(10000);
	if (left == 0)
		fail_msg("a minute has passed without: %s", sql);
}

/* ---- a test's own schema ---- */

static void drop_schema(PGconn *conn, const char *schema)
{
	char *name = PQescapeIdentifier(conn, schema, strlen(schema));
	executef(conn, "DROP SCHEMA IF EXISTS %s CASCADE", name);
	PQfreemem(name);
}

PGconn *given_schema(const char *schema, restruct_options *options)
{
	PGconn *conn = connected();
	*options = (restruct_options){.schema = schema, .create_schema = true};
	drop_schema(conn, schema);
	return conn;
}

void leave_schema(PGconn *conn, const restruct_options *options)
{
	drop_schema(conn, options->schema);
	PQfinish(conn);
}

const char *applied(PGconn *conn, const char *schema)
{
	char sql[512], *name = PQescapeIdentifier(conn, schema, strlen(schema));
	snprintf(sql, sizeof sql,
		"SELECT string_agg(left(revision, 4) || coalesce(' at ' || step, ''), ', '"
		" ORDER BY revision) FROM %s.restruct_version",
		name);
	PQfreemem(name);
	return value_of(conn, sql);
}

void forget_signs_of_life(PGconn *conn, const char *schema)
{
	char *name = PQescapeIdentifier(conn, schema, strlen(schema));
	executef(conn, "UPDATE %s.restruct_version SET beat = '-infinity' WHERE step <> 0", name);
	PQfreemem(name);
}

void run_script(const restruct_table *table, const char *from, const char *to,
	const restruct_options *options)
{
	char name[512];
	restruct_error error;
	snprintf(name, sizeof name, "%s/script.sql", getenv("TMPDIR"));
	FILE *file = fopen(name, "w");
	assert_non_null(file);
	assert_status(restruct_script(table, from, to, options, restruct_write_file, file, &error),
		error, RESTRUCT_OK);
	fclose(file);
	assert_int_equal(
		system("psql -qXv ON_ERROR_STOP=1 -f \"$TMPDIR/script.sql\" >/dev/null"), 0);
}

/* ---- others ---- */

PGconn *somebody(const char *sql)
{
	PGconn *other = connected();
	execute(other, "SET application_name TO 'somebody'");
	execute(other, "BEGIN ISOLATION LEVEL REPEATABLE READ");
	execute(other, sql);
	return other;
}

pid_t in_another_process(restruct_status (*does)(PGconn *own, restruct_error *own_error))
{
	restruct_error error;
	pid_t child = fork();
	assert_true(child >= 0);
	if (child != 0)
		return child;
	PGconn *own = PQconnectdb("options='-c client_min_messages=warning'");
	restruct_status status = does(own, &error);
	if (status != RESTRUCT_OK)
		fprintf(stderr, "%s\n", error.message);
	_exit((int)status);
}

static const restruct_table *table_of_the_other;
static const restruct_options *options_of_the_other;

static restruct_status upgrade_the_other(PGconn *own, restruct_error *error)
{
	return restruct_upgrade(own, table_of_the_other, options_of_the_other, error);
}

pid_t upgrade_in_another_process(const restruct_table *table, const restruct_options *options)
{
	table_of_the_other = table;
	options_of_the_other = options;
	return in_another_process(upgrade_the_other);
}

int said_by(
	int (*does)(const char *const *words), const char *const *words, char *said, size_t size)
{
	int ends[2], status;
	size_t length = 0;
	ssize_t count;
	assert_int_equal(pipe(ends), 0);
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		dup2(ends[1], 1);
		dup2(ends[1], 2);
		_exit(does(words));
	}
	close(ends[1]);
	while ((count = read(ends[0], said + length, size - length - 1)) > 0)
		length += (size_t)count;
	said[length] = '\0';
	close(ends[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

void ends_well(pid_t child)
{
	int status;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
}

void kill_process(pid_t child)
{
	kill(child, SIGKILL);
	assert_int_equal(waitpid(child, NULL, 0), child);
}

void terminate_workers(PGconn *conn)
{
	execute(conn, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
		      " WHERE datname = current_database()"
		      " AND query LIKE '/* restruct %' AND pid <> pg_backend_pid()");
}
