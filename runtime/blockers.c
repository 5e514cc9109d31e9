/* Who holds what a statement could not get: asked when its lock_timeout has passed and its
 * transaction is rolled back, so it tells who is still there. */
#include "internal.h"

#include <string.h>

const char restruct_blockers_process[] =
	"format('process %s%s, %s since %s: %s', a.pid,\n"
	"CASE WHEN a.application_name <> '' THEN ' (' || a.application_name || ')' END,\n"
	"coalesce(a.state, 'busy'),\n"
	"coalesce(to_char(a.xact_start, 'YYYY-MM-DD HH24:MI:SS'), 'a time unknown'),\n"
	"left(regexp_replace(a.query, '[[:cntrl:]\\s]+', ' ', 'g'), 160))\n";

/* The oldest transactions that hold a lock on a relation which the message, and so the statement in
 * it, names; and those with a snapshot, for which CONCURRENTLY waits. Of other roles' processes the
 * server may hide what they do. */
static const char held[] = "WITH held AS (\n"
			   "SELECT l.* FROM pg_locks l JOIN pg_class c ON c.oid = l.relation\n"
			   "WHERE l.granted AND strpos($1, c.relname::text) > 0 AND l.database =\n"
			   "(SELECT oid FROM pg_database WHERE datname = current_database()))\n"
			   "SELECT a.xact_start, ";
static const char who[] = "FROM pg_stat_activity a\n"
			  "WHERE a.pid <> pg_backend_pid() AND a.pid IN (\n"
			  "SELECT pid FROM held\n"
			  "UNION SELECT s.pid FROM pg_stat_activity s\n"
			  "WHERE s.backend_xmin IS NOT NULL AND s.datname = current_database()\n"
			  "AND strpos(upper($1), 'CONCURRENTLY') > 0\n";

/* Prepared transactions are nobody's process, and what they lock they lock until they are ended;
 * theirs is the lock of their own number beside the others. */
static const char prepared[] =
	") UNION ALL SELECT p.prepared, format('a prepared transaction of %I, since %s: end it with '\n"
	"'COMMIT PREPARED %L or ROLLBACK PREPARED %3$L', p.owner,\n"
	"to_char(p.prepared, 'YYYY-MM-DD HH24:MI:SS'), regexp_replace(p.gid, '[[:cntrl:]]', '?', 'g')) FROM pg_prepared_xacts p\n"
	"WHERE p.transaction IN (SELECT l.transactionid FROM pg_locks l JOIN held\n"
	"USING (virtualtransaction) WHERE l.pid IS NULL AND held.pid IS NULL)\n"
	"ORDER BY 1 LIMIT 3";

/* And who is at a step of the revision. */
static void put_worker(const struct restruct_job *job, struct restruct_text *sql)
{
	if (job->error->revision[0] == '\0' || job->state.halfway == NONE)
		return;
	restruct_text_put(sql, "UNION SELECT s.pid FROM pg_stat_activity s\n"
			       "WHERE s.state = 'active' AND strpos(s.query, 'restruct ' || ");
	restruct_version_put_value(&job->names, job->error->revision, "left(v.worker, 16)", sql);
	restruct_text_put(sql, ") > 0\n");
}

void restruct_blockers_say(struct restruct_job *job)
{
	const char *values[] = {job->error->message};
	struct restruct_text query = {0};
	if (job->error->status != RESTRUCT_LOCKED)
		return;
	restruct_text_put(&query, held);
	restruct_text_put(&query, restruct_blockers_process);
	restruct_text_put(&query, who);
	put_worker(job, &query);
	restruct_text_put(&query, prepared);
	PGresult *result = restruct_explain_ask(job, restruct_text_string(&query), 1, values);
	for (int row = 0; row < PQntuples(result); row++)
		restruct_error_add(job->error, "in the way: ", PQgetvalue(result, row, 1));
	PQclear(result);
	restruct_text_finish(&query);
}
