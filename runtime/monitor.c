/* How far the server is with an index: asked on a second connection, as the first one is busy with
 * it. Whatever is in the way of that, the index is built all the same. */
#include "outside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LOOK_EVERY = 1000 }; /* milliseconds */

/* Reading the table and what is left behind of it take about the same time. */
static const char query_begin[] =
	"SET search_path TO pg_catalog; SELECT CASE WHEN p.phase LIKE '%loading%' THEN 45 + 25 * p.tuples_done / "
	"greatest(p.tuples_total, 1) WHEN p.phase LIKE 'building%sort%' THEN 45 "
	"WHEN p.phase LIKE 'building%' THEN 45 * p.blocks_done / greatest(p.blocks_total, 1) "
	"WHEN p.phase LIKE '%before validation' THEN 70 WHEN p.phase LIKE '%scanning index' "
	"THEN 70 + 5 * p.blocks_done / greatest(p.blocks_total, 1) "
	"WHEN p.phase LIKE '%sorting%' THEN 75 WHEN p.phase LIKE '%scanning table' "
	"THEN 75 + 24 * p.blocks_done / greatest(p.blocks_total, 1) "
	"WHEN p.phase LIKE '%old snapshots' THEN 99 ELSE 0 END, CASE WHEN a.pid IS NOT NULL "
	"THEN p.phase || ': ' || ";
static const char query_end[] =
	" END FROM pg_stat_progress_create_index p LEFT JOIN "
	"pg_stat_activity a ON a.pid = p.current_locker_pid AND p.phase LIKE 'wait%' "
	"WHERE p.pid = ";

/* As the other one is connected. NULL, or not connected: it cannot be. */
static PGconn *connect_beside(PGconn *conn)
{
	enum { MOST = 64 };
	const char *keywords[MOST + 1] = {NULL}, *values[MOST + 1] = {NULL};
	PQconninfoOption *options = PQconninfo(conn);
	int count = 0;
	if (options == NULL)
		return NULL;
	for (const PQconninfoOption *option = options; option->keyword != NULL; option++)
		if (option->val != NULL && count < MOST - 1 &&
			strcmp(option->keyword, "connect_timeout") != 0) {
			keywords[count] = option->keyword;
			values[count++] = option->val;
		}
	keywords[count] = "connect_timeout";
	values[count] = "2";
	PGconn *beside = PQconnectdbParams(keywords, values, 0);
	PQconninfoFree(options);
	return beside;
}

static void look(const restruct_migration *m, PGconn *beside)
{
	struct restruct_text query = {0}, name = {0};
	restruct_text_put(&query, query_begin);
	restruct_text_put(&query, restruct_blockers_process);
	restruct_text_put(&query, query_end);
	restruct_text_printf(&query, "%d", PQbackendPID(m->job->conn));
	restruct_text_put_n(&name, m->building->start, m->building->length);
	PGresult *row = PQexec(beside, restruct_text_string(&query));
	if (PQntuples(row) != 0 && !name.failed) {
		restruct_event event = {.kind = RESTRUCT_EVENT_INDEX,
			.step = m->step + 1,
			.index = restruct_text_string(&name),
			.percent = atoi(PQgetvalue(row, 0, 0))};
		restruct_tell(m->job, m->position, &event);
		if (!PQgetisnull(row, 0, 1)) {
			event.kind = RESTRUCT_EVENT_WAIT;
			event.message = PQgetvalue(row, 0, 1);
			restruct_tell(m->job, m->position, &event);
		}
	}
	PQclear(row);
	restruct_text_finish(&query);
	restruct_text_finish(&name);
}

PGresult *restruct_monitor_exec(const restruct_migration *m, const char *sql)
{
	PGconn *conn = m->job->conn, *beside = NULL;
	bool tried = false;
	if (m->building == NULL || m->job->pooled || !restruct_is_told(m->job))
		return PQexec(conn, sql);
	if (PQsendQuery(conn, sql) != 1)
		return NULL;
	while (PQisBusy(conn)) {
		if (restruct_wait_readable(conn, LOOK_EVERY)) {
			if (PQconsumeInput(conn) != 1)
				break;
			continue;
		}
		if (!tried)
			beside = connect_beside(conn);
		tried = true;
		if (PQstatus(beside) == CONNECTION_OK)
			look(m, beside);
	}
	PQfinish(beside);
	PGresult *last = PQgetResult(conn), *more;
	while ((more = PQgetResult(conn)) != NULL) {
		PQclear(last);
		last = more;
	}
	return last;
}
