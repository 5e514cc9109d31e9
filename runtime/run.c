/* The script goes over the connection, in pipeline mode: all entries, then one synchronisation, so
 * that it costs one round trip and each answer belongs to an entry. */
#include "outside.h"

#include <string.h>

enum { LOOK_EVERY = 1000 }; /* milliseconds without an answer */
enum { LOST_AFTER = 3 };    /* so many of them */

static const char *revision_of(const struct restruct_job *job, const struct restruct_entry *entry)
{
	return entry->position != NONE ? job->graph.revisions[entry->position].id : NULL;
}

/* An entry before it moves the revision on from an earlier step. */
static const char *before(const restruct_migration *m, const struct restruct_entry *entry)
{
	for (const struct restruct_entry *each = m->entries; each < entry; each++)
		if (each->purpose == FOR_ADVANCE && each->position == entry->position)
			return restruct_steps_before(m->job, entry->position);
	return NULL;
}

static void fail_entry(
	restruct_migration *m, const struct restruct_entry *entry, const PGresult *result)
{
	struct restruct_place place = {.purpose = entry->purpose,
		.revision = revision_of(m->job, entry),
		.statement = entry->statement,
		.sql = restruct_script_sql(m, entry),
		.before = before(m, entry)};
	if (m->verdict == VERDICT_OK)
		m->verdict = restruct_fail_result(m->job->error, m->job->conn, result, &place);
}

/* ---- sending ---- */

/* How many entries are on their way. After a failure the answers tell why. */
static size_t send_all(restruct_migration *m)
{
	PGconn *conn = m->job->conn;
	bool told = restruct_is_told(m->job);
	size_t sent = 0;

	for (; sent < m->count; sent++) {
		const struct restruct_entry *entry = &m->entries[sent];
		if (PQsendQueryParams(
			    conn, restruct_script_sql(m, entry), 0, NULL, NULL, NULL, NULL, 0) != 1)
			break;
		/* The server keeps answers until it is asked: for progress to be told in time. */
		if (told && (entry->purpose == FOR_RECORD || entry->purpose == FOR_COMMIT ||
				    entry->step != 0))
			PQsendFlushRequest(conn);
	}
	/* Without it the answers never come. On a connection that holds it fails for want of
	 * memory, if at all: once more. */
	if (PQpipelineSync(conn) != 1 && PQpipelineSync(conn) != 1)
		fail_entry(m, &m->entries[0], NULL);
	m->said = strlen(PQerrorMessage(conn));
	return sent;
}

/* ---- receiving ---- */

/* The entry that another process may be in the way of, if the answer to entry stays away: the
 * server keeps those to BEGIN and SET until the one behind them is there. NULL: the server is at
 * work. */
static const struct restruct_entry *waiting_at(
	const restruct_migration *m, const struct restruct_entry *entry)
{
	const struct restruct_entry *end = m->entries + m->count;
	while (entry < end && entry->purpose == FOR_TRANSACTION)
		entry++;
	if (entry < end && (entry->purpose == FOR_RECORD || entry->purpose == FOR_SETUP))
		return entry;
	return NULL;
}

/* libpq has something to say, and not what it said before. */
static bool complains(const restruct_migration *m)
{
	size_t said = strlen(PQerrorMessage(m->job->conn));
	return said != 0 && said != m->said;
}

/* Until PQgetResult has something to return; tells once a second that another process is waited
 * for. false: it never will. libpq drops an answer for which it has no memory, the pipeline's end
 * above all, and goes on waiting for it; but it does complain, which it does not while a statement
 * takes its time. */
static bool wait_for_answer(restruct_migration *m, const struct restruct_entry *entry)
{
	struct restruct_job *job = m->job;
	const struct restruct_entry *at = waiting_at(m, entry);
	int silent = 0;
	while (PQisBusy(job->conn)) {
		if (restruct_wait_readable(job->conn, LOOK_EVERY)) {
			silent = 0;
			if (PQconsumeInput(job->conn) != 1)
				break;
		} else if (complains(m) && ++silent == LOST_AFTER) {
			return false;
		} else if (at != NULL) {
			restruct_tell(job, at->position,
				&(restruct_event){.kind = RESTRUCT_EVENT_WAIT,
					.message = "another process is at work"});
		}
	}
	return true;
}

/* The connection is of no more use. What the server has refused for good is said all the same. */
static void lose_answer(restruct_migration *m, const struct restruct_entry *entry)
{
	m->ended = true;
	if (m->verdict == VERDICT_FAILED) {
		restruct_error_add(
			m->job->error, "and the connection: ", PQerrorMessage(m->job->conn));
	} else {
		m->verdict = VERDICT_OK;
		fail_entry(m, entry, NULL);
	}
}

static void tell_committed(struct restruct_job *job, const struct restruct_entry *entry)
{
	job->unflushed = !entry->lasting;
	if (entry->position == NONE)
		return;
	bool all = restruct_steps_in_one(&job->migration);
	size_t count = job->graph.count;
	for (size_t n = 0; n < count; n++) {
		size_t i = job->verb == VERB_DOWNGRADE ? count - 1 - n : n;
		if (all ? job->todo[i] : i == entry->position) {
			job->done++;
			/* One that was left half way is finished before the others are counted. */
			if (job->total < job->done)
				job->total = job->done;
			restruct_tell(job, i, &(restruct_event){.kind = RESTRUCT_EVENT_DONE});
		}
	}
}

static void tell_answered(struct restruct_job *job, const struct restruct_entry *entry)
{
	if (entry->purpose == FOR_COMMIT)
		tell_committed(job, entry);
	else if (entry->purpose == FOR_RECORD && entry->position != NONE && job->verb != VERB_STAMP)
		restruct_tell(
			job, entry->position, &(restruct_event){.kind = RESTRUCT_EVENT_BEGIN});
	else if (entry->step != 0)
		restruct_tell(job, entry->position,
			&(restruct_event){.kind = RESTRUCT_EVENT_STEP, .step = entry->step});
}

/* A trigger or a rule may keep the row out, and then nobody knows that the revision is applied. */
static bool took_row(const struct restruct_entry *entry, PGresult *result)
{
	return entry->purpose != FOR_RECORD || strcmp(PQcmdStatus(result), "INSERT 0 0") != 0;
}

static void fail_row(restruct_migration *m, const struct restruct_entry *entry)
{
	if (m->verdict != VERDICT_OK)
		return;
	restruct_fail(m->job->error, RESTRUCT_DATABASE, revision_of(m->job, entry),
		"look at the table's triggers and rules; what the revision did is kept, so record it "
		"with stamp afterwards",
		"the version table did not take its row");
	m->verdict = VERDICT_FAILED;
}

/* The next part of an entry's answer, NULL at its end; and always NULL once the pipeline's own end
 * was seen: waiting for more would last for ever. */
static PGresult *next_result(restruct_migration *m, const struct restruct_entry *entry)
{
	if (!m->ended && !wait_for_answer(m, entry))
		lose_answer(m, entry);
	PGresult *result = m->ended ? NULL : PQgetResult(m->job->conn);
	if (PQresultStatus(result) != PGRES_PIPELINE_SYNC)
		return result;
	PQclear(result);
	m->ended = true;
	return NULL;
}

/* What follows the answer to an entry is its end, behind the last one the pipeline's; or a server
 * that ends. */
static void take_rest(restruct_migration *m, const struct restruct_entry *entry)
{
	PGresult *result;
	while (PQstatus(m->job->conn) == CONNECTION_OK &&
		(result = next_result(m, entry)) != NULL) {
		if (PQresultStatus(result) == PGRES_FATAL_ERROR)
			fail_entry(m, entry, result);
		PQclear(result);
	}
}

/* The answer to one entry. With keep it stays in m->result. */
static void take_answer(restruct_migration *m, const struct restruct_entry *entry, bool keep)
{
	PGresult *result = next_result(m, entry);
	switch (PQresultStatus(result)) {
	case PGRES_COMMAND_OK:
	case PGRES_TUPLES_OK:
	case PGRES_EMPTY_QUERY:
		if (took_row(entry, result))
			tell_answered(m->job, entry);
		else
			fail_row(m, entry);
		break;
	case PGRES_PIPELINE_ABORTED: /* an earlier entry failed */
		break;
	default:
		fail_entry(m, entry, result);
		m->said = strlen(PQerrorMessage(m->job->conn));
	}
	if (keep && m->verdict == VERDICT_OK)
		m->result = result;
	else
		PQclear(result);
	take_rest(m, entry);
}

/* Out of the pipeline; nothing may have been lost on the way. */
static void take_end(restruct_migration *m)
{
	PGconn *conn = m->job->conn;
	const struct restruct_entry *last = &m->entries[m->count - 1];
	for (int i = 0; i < 3 && !m->ended; i++) /* libpq may have ended an answer twice */
		take_rest(m, last);
	if (PQexitPipelineMode(conn) != 1 || PQstatus(conn) != CONNECTION_OK)
		fail_entry(m, last, NULL);
}

enum restruct_verdict restruct_run(restruct_migration *m, bool keep)
{
	PGconn *conn = m->job->conn;

	PQclear(m->result);
	m->result = NULL;
	m->verdict = VERDICT_OK;
	m->ended = false;
	if (m->count == 0)
		return VERDICT_OK;
	if (PQenterPipelineMode(conn) != 1) {
		fail_entry(m, &m->entries[0], NULL);
		return m->verdict;
	}
	size_t sent = send_all(m);
	if (m->verdict == VERDICT_OK) {
		for (size_t i = 0; i < sent && PQstatus(conn) == CONNECTION_OK; i++)
			take_answer(m, &m->entries[i], keep && i + 1 == m->count);
		if (sent < m->count)
			fail_entry(m, &m->entries[sent], NULL);
		take_end(m);
	}
	restruct_script_clear(m);
	return m->verdict;
}

/* ---- afterwards ---- */

void restruct_run_rollback(struct restruct_job *job)
{
	PGTransactionStatusType status = PQtransactionStatus(job->conn);
	if (status == PQTRANS_INTRANS || status == PQTRANS_INERROR)
		PQclear(PQexec(job->conn, "ROLLBACK"));
}

/* A transaction that writes to the log, and nothing else: its commit flushes those before it. */
void restruct_run_flush(struct restruct_job *job)
{
	if (!job->unflushed || PQtransactionStatus(job->conn) != PQTRANS_IDLE)
		return;
	PQclear(PQexec(
		job->conn, "SELECT pg_catalog.pg_logical_emit_message(true, 'restruct', 'flush')"));
	job->unflushed = false;
}
