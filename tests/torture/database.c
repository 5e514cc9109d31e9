/* The server under torture: resetting it, what its state is, crashing it. */
#include "torture.h"

#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

PGconn *control;

void give_up(const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	fputs("torture: ", stderr);
	vfprintf(stderr, format, arguments);
	fputc('\n', stderr);
	va_end(arguments);
	exit(3);
}

/* The server may be starting, and have a lot to do again. */
void connect_control(void)
{
	for (int i = 0; i < 30000; i++) {
		PQfinish(control);
		control = PQconnectdb("options='-c client_min_messages=error' "
				      "application_name=torture");
		if (PQstatus(control) == CONNECTION_OK)
			return;
		usleep(10000);
	}
	give_up("no connection: %s", PQerrorMessage(control));
}

bool try(PGconn *conn, const char *sql)
{
	PGresult *result = PQexec(conn, sql);
	ExecStatusType status = PQresultStatus(result);
	PQclear(result);
	return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

void execute(PGconn *conn, const char *sql)
{
	if (!try(conn, sql))
		give_up("%s: %s", sql, PQerrorMessage(conn));
}

char *value_of(PGconn *conn, const char *sql)
{
	PGresult *result = PQexec(conn, sql);
	if (PQresultStatus(result) != PGRES_TUPLES_OK)
		give_up("%.200s …: %s", sql, PQerrorMessage(conn));
	char *value = strdup(PQntuples(result) != 0 ? PQgetvalue(result, 0, 0) : "");
	PQclear(result);
	return value;
}

bool holds(const char *sql)
{
	char *value = value_of(control, sql);
	bool is = strcmp(value, "t") == 0;
	free(value);
	return is;
}

bool holds_soon(const char *sql, int milliseconds)
{
	for (int i = 0; i < milliseconds; i += 2) {
		if (holds(sql))
			return true;
		usleep(2000);
	}
	return false;
}

/* ---- what there is ---- */

/* Of the schema that is first in the search_path. A line an object; what a crash may leave in
 * halves is among it. */
static const char state_query[] =
	"WITH own AS (SELECT current_schema()::regnamespace AS schema), "
	"relations AS (SELECT pg_class.* FROM pg_class, own WHERE relnamespace = schema) "
	"SELECT replace(string_agg(line, E'\\n' ORDER BY line COLLATE \"C\"), current_schema() || "
	"'.', '') FROM ("
	"SELECT concat_ws(' ', 'relation', relname, relkind, relispartition, "
	"pg_get_expr(relpartbound, oid)) FROM relations "
	"UNION ALL SELECT concat_ws(' ', 'column', relname, attname, "
	"format_type(atttypid, atttypmod), attnotnull, pg_get_expr(adbin, adrelid)) "
	"FROM relations JOIN pg_attribute a ON attrelid = relations.oid AND attnum > 0 "
	"LEFT JOIN pg_attrdef d ON adrelid = attrelid AND adnum = attnum "
	"WHERE NOT attisdropped "
	"UNION ALL SELECT concat_ws(' ', 'constraint', conrelid::regclass, conname, convalidated, "
	"pg_get_constraintdef(oid)) FROM pg_constraint, own WHERE connamespace = schema "
	"UNION ALL SELECT concat_ws(' ', 'index', relname, indisvalid, indisready, indislive, "
	"pg_get_indexdef(indexrelid)) FROM relations JOIN pg_index ON indexrelid = oid "
	"UNION ALL SELECT concat_ws(' ', 'heir', relname, inhparent::regclass, "
	"to_jsonb(i) ->> 'inhdetachpending') FROM relations JOIN pg_inherits i ON inhrelid = oid "
	"UNION ALL SELECT concat_ws(' ', 'type', typname, (SELECT string_agg(enumlabel, ',' ORDER "
	"BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid)) FROM pg_type t, own WHERE "
	"typnamespace = schema "
	"UNION ALL SELECT concat_ws(' ', 'function', pg_get_functiondef(oid)) FROM pg_proc, own "
	"WHERE pronamespace = schema "
	"UNION ALL SELECT concat_ws(' ', 'rows', relname, query_to_xml(format('SELECT t::text FROM "
	"%s t ORDER BY 1', oid::regclass), true, true, '')) FROM relations WHERE relkind = 'r' AND "
	"relname <> 'restruct_version' "
	"UNION ALL SELECT concat_ws(' ', 'version', to_jsonb(v) - 'applied_at' - 'schema') FROM "
	"restruct_version v) lines (line)";

char *state_of(const char *schema)
{
	char sql[128];
	snprintf(sql, sizeof sql, "SET search_path TO %s", schema);
	execute(control, sql);
	char *state = value_of(control, state_query);
	execute(control, "RESET search_path");
	return state;
}

/* Its own lines with a random word in them are left out. */
char *dump_of(const char *schema)
{
	static char line[1 << 16];
	char command[256], *dump = NULL;
	size_t length = 0;
	if (PQserverVersion(control) >= 160000)
		return NULL;
	snprintf(command, sizeof command, "pg_dump --schema-only --schema='%s'", schema);
	FILE *pipe = popen(command, "r"), *all = open_memstream(&dump, &length);
	if (pipe == NULL || all == NULL)
		give_up("no pg_dump");
	while (fgets(line, sizeof line, pipe) != NULL)
		if (strstr(line, "restrict ") == NULL)
			fputs(line, all);
	fclose(all);
	if (pclose(pipe) != 0)
		give_up("pg_dump failed");
	return dump;
}

/* ---- between two tries ---- */

void drop_schema(const char *schema)
{
	char sql[256];
	snprintf(sql, sizeof sql, "DROP SCHEMA IF EXISTS %s CASCADE", schema);
	execute(control, sql);
}

bool alone_soon(int milliseconds)
{
	return holds_soon("SELECT count(*) = 0 FROM pg_stat_activity WHERE application_name = "
			  "'" START_NAME "'",
		milliseconds);
}

void forget_signs_of_life(void)
{
	if (!holds("SELECT to_regclass('" SCHEMA ".restruct_version') IS NOT NULL"))
		return;
	execute(control, "SET lock_timeout TO 20");
	try(control, "UPDATE " SCHEMA ".restruct_version SET beat = '-infinity' WHERE step <> 0");
	execute(control, "SET lock_timeout TO 0");
}

/* ---- crashes ---- */

void kill_backend(int pid)
{
	if (kill(pid, SIGKILL) != 0)
		return; /* it has ended by itself */
	for (int i = 0; i < 3000 && try(control, "SELECT 1"); i++)
		usleep(2000);
	connect_control();
}

static void cluster(const char *verb)
{
	char command[1024];
	snprintf(command, sizeof command, "tests/cluster %s '%s' >'%s/cluster.out' 2>&1", verb,
		getenv("TORTURE_CLUSTER"), getenv("TMPDIR"));
	if (system(command) != 0)
		give_up("the server does not %s", verb);
}

void stop_at_once_and_start(void)
{
	cluster("crash");
	cluster("start");
	connect_control();
}
