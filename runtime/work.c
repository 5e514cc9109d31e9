/* The verbs that change the database. A call is a row of attempts: read the state, find what is
 * left to do, compose it, run it. An attempt that another process was in the way of is made again.
 */
#include "internal.h"

#include <string.h>

/* ---- one attempt ---- */

/* The goal of the call is found once: "+1" is no other revision after somebody else was first. */
static bool find_goal(struct restruct_job *job, const char *target)
{
	return job->goal != NULL ||
	       (restruct_job_make_goal(job) &&
		       restruct_route_find(&job->graph, job->verb, job->state.applied, target,
			       job->goal, job->error));
}

static bool stamp_is_due(const struct restruct_job *job)
{
	const struct restruct_applied *state = &job->state;
	return state->unknown != 0 || state->halfway != NONE ||
	       restruct_graph_count(&job->graph, state->changed) != 0 ||
	       memcmp(state->applied, job->goal, job->graph.count) != 0;
}

/* What is to be done about revisions that this program does not know. A downgrade learns how to
 * undo them; what forbids it comes to light when they are in its way. */
static bool may_be_ahead(struct restruct_job *job)
{
	restruct_when_ahead when_ahead = job->options.when_ahead;
	if (job->verb == VERB_STAMP ||
		(job->verb == VERB_UPGRADE && when_ahead == RESTRUCT_WHEN_AHEAD_ALLOW))
		return true;
	if (job->verb == VERB_UPGRADE && when_ahead != RESTRUCT_WHEN_AHEAD_COMPATIBLE) {
		restruct_ahead_fail(job);
		return false;
	}
	if (job->goal != NULL && job->state.strangers != 0) {
		restruct_fail(job->error, RESTRUCT_AHEAD, NULL, "look at it, then start again",
			"a newer program has applied revisions to schema \"%s\" meanwhile",
			job->names.schema);
		return false;
	}
	if (restruct_ahead_learn(job) != VERDICT_OK)
		return false;
	if (job->verb == VERB_UPGRADE && !restruct_ahead_is_compatible(job))
		restruct_ahead_fail(job);
	return job->error->status == RESTRUCT_OK && job->state.halfway == NONE;
}

/* What is left to do; false also when something forbids to do it. */
static bool find_todo(struct restruct_job *job, const char *target, bool *due)
{
	const struct restruct_applied *state = &job->state;
	bool down = job->verb == VERB_DOWNGRADE;

	if (state->unknown != 0 && !may_be_ahead(job))
		return false;
	if (job->verb == VERB_UPGRADE && state->count != 0 && state->schema[0] == '\0')
		restruct_job_fail_schema(job);
	if (job->error->status != RESTRUCT_OK || !find_goal(job, target))
		return false;
	if (job->verb == VERB_STAMP) {
		*due = stamp_is_due(job);
		return true;
	}
	for (size_t i = 0; i < job->graph.count; i++)
		job->todo[i] = job->goal[i] && state->applied[i] == down;
	*due = restruct_graph_count(&job->graph, job->todo) != 0;
	job->total = job->done + restruct_graph_count(&job->graph, job->todo);
	return job->error->status == RESTRUCT_OK && restruct_job_check_changed(job) &&
	       restruct_job_check_refused(job);
}

/* Rows came through the search_path, out of a table that is not where new rows would go. */
static void fail_elsewhere(struct restruct_job *job)
{
	restruct_fail(job->error, RESTRUCT_USAGE, NULL,
		"name that one in the option \"version_table_schema\"",
		"the version table that tells of schema \"%s\" stands in another schema",
		job->names.schema);
}

/* The rows themselves have told that all is in its place. */
static bool is_known(const struct restruct_job *job)
{
	return job->state.count != 0 &&
	       (job->looked || restruct_is_given(job->options.schema) ||
		       restruct_is_given(job->options.version_table_schema));
}

/* Appends what creates schema and version table, as far as they are missing. */
static enum restruct_verdict set_up(struct restruct_job *job)
{
	struct restruct_applied *state = &job->state;
	bool may_create = job->options.create_schema;

	if (is_known(job))
		state->table_exists = true;
	else {
		enum restruct_verdict verdict = restruct_state_probe(job);
		if (verdict != VERDICT_OK)
			return verdict;
		job->looked = true;
	}
	bool no_schema = state->schema[0] == '\0';
	bool no_version_schema = !state->table_exists && state->version_schema[0] == '\0';
	if (state->count != 0 && !state->table_exists)
		fail_elsewhere(job);
	else if (no_schema && !(may_create && restruct_is_given(job->options.schema)))
		restruct_job_fail_schema(job);
	else if (no_version_schema && !may_create)
		restruct_fail(job->error, RESTRUCT_NO_SCHEMA, NULL,
			"create it, or set the option \"create_schema\" (--create-schema)",
			"schema \"%s\", for the version table, does not exist",
			restruct_names_version_schema(&job->names));
	else if (no_schema || !state->table_exists)
		restruct_compose_setup(job, no_schema, no_version_schema);
	else if (state->form < VERSION_TABLE_FORM)
		restruct_compose_reform(job);
	return job->error->status == RESTRUCT_OK ? VERDICT_OK : VERDICT_FAILED;
}

static enum restruct_verdict attempt(struct restruct_job *job, const char *target)
{
	restruct_migration *m = &job->migration;
	bool due = false;

	restruct_script_clear(m);
	m->created.length = 0;
	m->moved = m->finishing = false;
	enum restruct_verdict verdict = restruct_state_read(job, false);
	if (verdict != VERDICT_OK)
		return verdict;
	if (job->state.halfway != NONE && job->verb != VERB_STAMP)
		return restruct_job_check_changed(job) ? restruct_steps_finish_halfway(job)
						       : VERDICT_FAILED;
	if (!find_todo(job, target, &due)) /* or learned of one that is half undone */
		return job->error->status == RESTRUCT_OK ? VERDICT_LOST : VERDICT_FAILED;
	if (!due)
		return VERDICT_OK;
	verdict = set_up(job);
	if (verdict != VERDICT_OK)
		return verdict;
	m->verdict = VERDICT_OK;
	if (job->verb == VERB_STAMP)
		restruct_compose_stamp(job);
	else
		restruct_compose_revisions(job);
	if (m->verdict != VERDICT_OK) /* of a restruct_query on the way */
		return m->verdict;
	return job->error->status == RESTRUCT_OK ? restruct_run(m, false) : VERDICT_FAILED;
}

/* ---- attempts ---- */

static void work_on(struct restruct_job *job, const char *target)
{
	struct restruct_attempts attempts = {.began = restruct_clock()};
	while (restruct_job_goes_on(job, attempt(job, target), &attempts))
		;
	if (job->error->status != RESTRUCT_OK && job->worker[0] != '\0')
		restruct_steps_give_up(&job->migration);
}

/* Undoes what this program does not know, then begins anew. */
static bool step_back(struct restruct_job *job)
{
	restruct_error_clear(job->error);
	job->verb = VERB_DOWNGRADE;
	if (!restruct_job_make_goal(job))
		return false;
	for (size_t i = job->graph.known; i < job->graph.count; i++)
		job->goal[i] = true;
	work_on(job, NULL);
	restruct_room_give(&job->graph.room, job->goal);
	restruct_room_give(&job->graph.room, job->todo);
	job->goal = job->todo = NULL;
	job->verb = VERB_UPGRADE;
	return job->error->status == RESTRUCT_OK;
}

static restruct_status work(PGconn *conn, const restruct_table *table, enum restruct_verb verb,
	const char *target, const restruct_options *options, restruct_error *error)
{
	struct restruct_job job;

	if (restruct_job_init(&job, table, options, error) && restruct_job_connect(&job, conn)) {
		job.verb = verb;
		restruct_watch_phase(&job, RESTRUCT_PHASE_LOOKING);
		work_on(&job, target);
		if (verb == VERB_UPGRADE && job.error->status == RESTRUCT_AHEAD &&
			job.options.when_ahead == RESTRUCT_WHEN_AHEAD_DOWNGRADE && step_back(&job))
			work_on(&job, target);
		restruct_run_flush(&job);
	}
	restruct_watch_phase(&job, RESTRUCT_PHASE_ENDED);
	return restruct_job_finish(&job);
}

/* ---- verbs ---- */

restruct_status restruct_upgrade(PGconn *conn, const restruct_table *table,
	const restruct_options *options, restruct_error *error)
{
	return work(conn, table, VERB_UPGRADE, "head", options, error);
}

restruct_status restruct_upgrade_to(PGconn *conn, const restruct_table *table, const char *target,
	const restruct_options *options, restruct_error *error)
{
	return work(conn, table, VERB_UPGRADE, target, options, error);
}

restruct_status restruct_downgrade(PGconn *conn, const restruct_table *table, const char *target,
	const restruct_options *options, restruct_error *error)
{
	return work(conn, table, VERB_DOWNGRADE, target, options, error);
}

restruct_status restruct_stamp(PGconn *conn, const restruct_table *table, const char *target,
	const restruct_options *options, restruct_error *error)
{
	return work(conn, table, VERB_STAMP, target, options, error);
}
