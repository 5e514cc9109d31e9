/* Revisions in several steps: transactions of their own, and statements outside any.
 *
 * Steps are numbered from 0, by the calls that the revision makes: restruct_commit begins the next
 * one, restruct_concurrently is one by itself and begins another behind it. The first transaction
 * inserts the row as ever; where it ends before the revision does, the row says which step is next
 * (of a downgrade: a negative number), who is at it and since when. From then on the row is the
 * lock:
 *
 *     a transaction begins by moving the row one step on, and holds it so until it commits;
 *     a statement outside stands between the step that the row says and the next, carries the
 *     worker's sign in a comment, and is seen by it in pg_stat_activity.
 *
 * So a worker is alive when the row is locked, its statement is running, or its last sign is
 * younger than a few seconds; nothing depends on a session, and a pooler may stand in between. Who
 * finds it dead takes the row over, skips the steps that are done and goes on, by the count of the
 * server's version that the row tells: the server may have become a newer one meanwhile. Who finds
 * it alive looks again after a while and holds nothing meanwhile that CREATE INDEX CONCURRENTLY
 * waits for.
 */
#include "outside.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const restruct_revision *revision_of(const restruct_migration *m)
{
	return &m->job->graph.revisions[m->position];
}

/* ---- the row ---- */

static int signed_step(const restruct_migration *m, unsigned step)
{
	return m->job->verb == VERB_DOWNGRADE ? -(int)step : (int)step;
}

static void name_worker(struct restruct_job *job)
{
	if (job->worker[0] == '\0')
		snprintf(job->worker, sizeof job->worker, "%08x%08x", restruct_random(),
			restruct_random());
}

/* to 0: it is applied. */
static void put_advance(restruct_migration *m, unsigned to, struct restruct_text *sql)
{
	struct restruct_job *job = m->job;
	name_worker(job);
	restruct_version_advance(&job->names,
		&(struct restruct_advance){.revision = revision_of(m)->id,
			.worker = job->worker,
			.from = signed_step(m, m->recorded),
			.to = signed_step(m, to),
			.server_version = restruct_server_version(m)},
		sql);
	m->recorded = to;
}

static void add_advance(restruct_migration *m, unsigned to)
{
	struct restruct_text sql = {0};
	put_advance(m, to, &sql);
	restruct_script_take(m, FOR_ADVANCE, &sql);
}

/* ---- transactions ---- */

void restruct_steps_open(restruct_migration *m)
{
	if (m->open || m->rendering || m->job->error->status != RESTRUCT_OK)
		return;
	m->open = true;
	restruct_compose_open(m->job);
	add_advance(m, m->step + 1);
	if (m->job->error->status == RESTRUCT_OK)
		m->entries[m->count - 1].step = m->step;
	restruct_compose_timeouts(m->job);
}

void restruct_steps_close(restruct_migration *m)
{
	size_t position = m->position;
	if (!m->open || m->job->error->status != RESTRUCT_OK)
		return;
	if (m->recorded == 0 && m->job->verb == VERB_DOWNGRADE)
		restruct_compose_record_again(m->job); /* the row was deleted to begin with */
	if (m->recorded != m->step + 1)
		add_advance(m, m->step + 1);
	m->position = NONE; /* this is not the end of the revision */
	restruct_script_add(m, FOR_COMMIT, "COMMIT");
	m->position = position;
	m->open = false;
}

void restruct_steps_end(restruct_migration *m)
{
	if (m->job->error->status != RESTRUCT_OK)
		return;
	if (m->step < m->resume) {
		restruct_fail(m->job->error, RESTRUCT_CHANGED, revision_of(m)->id,
			"finish it with the program that began it",
			"it was left at step %u, and has not so many here", m->resume);
		return;
	}
	if (m->recorded == 0)
		return;
	restruct_steps_open(m);
	if (m->job->verb == VERB_DOWNGRADE) {
		struct restruct_text sql = {0};
		restruct_version_delete(&m->job->names, revision_of(m)->id, false, &sql);
		restruct_script_take(m, FOR_ADVANCE, &sql);
	} else {
		add_advance(m, 0);
	}
}

bool restruct_steps_in_one(const restruct_migration *m)
{
	return m->job->options.transaction == RESTRUCT_TRANSACTION_ALL && !m->finishing;
}

void restruct_commit(restruct_migration *m)
{
	if (m->rendering) {
		restruct_script_add(m, FOR_STATEMENT, "COMMIT");
		restruct_script_add(m, FOR_STATEMENT, "BEGIN");
	} else if (!restruct_steps_skip(m) && !restruct_steps_in_one(m)) {
		restruct_steps_close(m);
	}
	m->step++;
}

bool restruct_steps_skip(const restruct_migration *m)
{
	return m->step < m->resume;
}

void restruct_steps_put_past(restruct_migration *m, struct restruct_text *sql)
{
	put_advance(m, m->step + 2, sql);
}

void restruct_steps_give_up(restruct_migration *m)
{
	const struct restruct_job *job = m->job;
	char room[1024];
	struct restruct_text sql = restruct_text_in(room, sizeof room);
	restruct_version_release(&job->names, job->worker, &sql);
	if (!sql.failed && PQstatus(job->conn) == CONNECTION_OK &&
		PQtransactionStatus(job->conn) == PQTRANS_IDLE)
		PQclear(PQexec(job->conn, restruct_text_string(&sql)));
	restruct_text_finish(&sql);
}

/* ---- a revision that somebody left in the middle ---- */

const char *restruct_steps_before(const struct restruct_job *job, size_t position)
{
	const restruct_revision *revision = &job->graph.revisions[position];
	return job->verb == VERB_DOWNGRADE ? revision->id
	       : revision->parent != NULL  ? revision->parent
					   : "base";
}

enum restruct_verdict restruct_steps_finish_halfway(struct restruct_job *job)
{
	restruct_migration *m = &job->migration;
	enum restruct_verb verb = job->verb;
	int step = job->state.halfway_step;
	struct restruct_text sql = {0};

	m->position = job->state.halfway;
	m->verdict = VERDICT_OK;
	if (step == 0 || step == INT_MIN) {
		restruct_fail(job->error, RESTRUCT_DATABASE, revision_of(m)->id,
			"set its step to NULL if the revision is whole, or delete the row",
			"the version table says that it was left at step %d, which no program "
			"writes",
			step);
		return VERDICT_FAILED;
	}
	m->finishing = true;
	name_worker(job);
	restruct_version_take(&job->names, revision_of(m)->id, step, job->worker, &sql);
	PGresult *taken = restruct_outside_ask(m, FOR_ADVANCE, &sql);
	bool mine = PQntuples(taken) != 0;
	m->begun_on = mine ? atoi(PQgetvalue(taken, 0, 0)) : 0;
	PQclear(taken);
	if (job->error->status != RESTRUCT_OK)
		return m->verdict != VERDICT_OK ? m->verdict : VERDICT_FAILED;
	if (!mine) {
		restruct_fail(job->error, RESTRUCT_LOCKED, revision_of(m)->id, NULL,
			"another process is at step %d of it", abs(step));
		return VERDICT_WAIT;
	}
	job->verb = step < 0 ? VERB_DOWNGRADE : VERB_UPGRADE;
	restruct_compose_rest(job, (unsigned)abs(step));
	enum restruct_verdict verdict = m->verdict;
	if (verdict == VERDICT_OK)
		verdict =
			job->error->status == RESTRUCT_OK ? restruct_run(m, false) : VERDICT_FAILED;
	if (verdict != VERDICT_OK && verdict != VERDICT_LOST)
		restruct_steps_give_up(m);
	job->verb = verb;
	m->finishing = false;
	m->begun_on = 0;
	return verdict != VERDICT_OK ? verdict : VERDICT_LOST; /* look what is left to do */
}
