/* The verbs that change the database. A call is a row of attempts: read the state, find what is
 * left to do, compose it, run it. An attempt that another process was in the way of is made again.
 */
#include "internal.h"

#include <stdlib.h>
#include <string.h>

enum { LOCK_TIMEOUT = 5000, CONCURRENT_LOCK_TIMEOUT = 1800000, RETRIES = 10 }; /* defaults */
enum { OLDEST_SERVER = 130000 };
enum { PAUSE_FIRST = 200, PAUSE_LONGEST = 10000 };           /* between retries, milliseconds */
enum { PAUSE_WAITING = 500, PAUSE_IN_VAIN = 10, VAIN = 50 }; /* when another process is first */

/* ---- a job ---- */

static bool check_connection(PGconn *conn, restruct_error *error)
{
	const char *reason = PQerrorMessage(conn); /* "" without a connection at all */
	if (PQstatus(conn) != CONNECTION_OK)
		restruct_fail(error, RESTRUCT_CONNECTION, NULL,
			"see where it leads: the connection string, or PGHOST, PGPORT, PGDATABASE "
			"and PGUSER",
			"there is no connection%s%.*s", *reason != '\0' ? ": " : "",
			(int)strcspn(reason, "\n"), reason);
	else if (PQpipelineStatus(conn) != PQ_PIPELINE_OFF)
		restruct_fail(error, RESTRUCT_USAGE, NULL, "leave pipeline mode first",
			"the connection is in pipeline mode");
	else if (PQtransactionStatus(conn) != PQTRANS_IDLE)
		restruct_fail(error, RESTRUCT_USAGE, NULL, "end its transaction or query first",
			"the connection is busy");
	return error->status == RESTRUCT_OK;
}

static restruct_options with_defaults(const restruct_options *given)
{
	restruct_options options = given != NULL ? *given : (restruct_options){0};
	if (options.lock_timeout == 0)
		options.lock_timeout = LOCK_TIMEOUT;
	if (options.concurrent_lock_timeout == 0)
		options.concurrent_lock_timeout = CONCURRENT_LOCK_TIMEOUT;
	if (options.retries == 0)
		options.retries = RETRIES;
	if (options.server_version == 0)
		options.server_version = OLDEST_SERVER;
	return options;
}

bool restruct_job_init(struct restruct_job *job, const restruct_table *table,
	const restruct_options *options, restruct_error *error)
{
	*job = (struct restruct_job){.options = with_defaults(options)};
	job->error = error != NULL ? error : &job->own_error;
	job->migration.job = job;
	restruct_error_clear(job->error);
	return restruct_graph_init(&job->graph, table, job->error);
}

bool restruct_job_connect(struct restruct_job *job, PGconn *conn)
{
	if (!check_connection(conn, job->error))
		return false;
	job->conn = conn;
	job->nonblocking = PQisnonblocking(conn);
	if (job->nonblocking)
		PQsetnonblocking(conn, 0);
	return restruct_names_init(&job->names, conn, &job->options, job->error);
}

bool restruct_job_offline(struct restruct_job *job)
{
	if (job->options.server_version < OLDEST_SERVER)
		restruct_fail(job->error, RESTRUCT_USAGE, NULL,
			"write it as PQserverVersion does: 150000",
			"no server has the version %d, or none that is supported (13 and newer)",
			job->options.server_version);
	return job->error->status == RESTRUCT_OK &&
	       restruct_names_init(&job->names, NULL, &job->options, job->error);
}

int restruct_job_server(const struct restruct_job *job)
{
	return job->conn != NULL ? PQserverVersion(job->conn) : job->options.server_version;
}

bool restruct_job_make_goal(struct restruct_job *job)
{
	restruct_room_give(&job->graph.room, job->goal);
	restruct_room_give(&job->graph.room, job->todo);
	job->goal = restruct_room_take(&job->graph.room, job->graph.count + 1, sizeof *job->goal);
	job->todo = restruct_room_take(&job->graph.room, job->graph.count + 1, sizeof *job->todo);
	if (job->goal == NULL || job->todo == NULL)
		restruct_fail_memory(job->error);
	return job->error->status == RESTRUCT_OK;
}

restruct_status restruct_job_finish(struct restruct_job *job)
{
	restruct_privileges_say(job);
	restruct_script_finish(&job->migration);
	restruct_state_finish(job);
	restruct_room_give(&job->graph.room, job->goal);
	restruct_room_give(&job->graph.room, job->todo);
	PQclear(job->details);
	restruct_graph_finish(&job->graph);
	if (job->nonblocking)
		PQsetnonblocking(job->conn, 1);
	return job->error->status;
}

/* ---- what must not be ---- */

static size_t count_flags(const struct restruct_job *job, const bool *flags)
{
	size_t count = 0;
	for (size_t i = 0; i < job->graph.count; i++)
		count += flags[i];
	return count;
}

/* There is none of these; or else what is wrong with them, to which the schema's name is added. */
static bool check_none(struct restruct_job *job, const bool *flags, restruct_status status,
	const char *hint, const char *what)
{
	struct restruct_text ids = {0};
	size_t count = count_flags(job, flags);
	if (count != 0) {
		size_t first =
			(size_t)((const bool *)memchr(flags, true, job->graph.count) - flags);
		restruct_graph_list(&job->graph, flags, NULL, &ids);
		restruct_fail(job->error, status, job->graph.revisions[first].id, hint,
			"%s schema \"%s\" (in all %zu: %s)", what, job->names.schema, count,
			restruct_error_text(job->error, &ids));
	}
	restruct_text_finish(&ids);
	return count == 0;
}

static bool check_changed(struct restruct_job *job)
{
	return check_none(job, job->state.changed, RESTRUCT_CHANGED,
		"restore the source and put the change into a new revision; or, if the schema is "
		"right as it is, accept the source with stamp",
		"the source was changed after the revision was applied to");
}

static const char *refused_hazard(unsigned hazards)
{
	return hazards & RESTRUCT_HAZARD_LOSES_DATA       ? "loses data"
	       : hazards & RESTRUCT_HAZARD_REWRITES_TABLE ? "rewrites a table"
	       : hazards & RESTRUCT_HAZARD_BLOCKS_READS   ? "blocks reads"
	       : hazards & RESTRUCT_HAZARD_BLOCKS_WRITES  ? "blocks writes"
							  : "breaks older code";
}

bool restruct_job_check_refused(struct restruct_job *job)
{
	for (size_t i = 0; i < job->graph.count; i++) {
		const restruct_revision *revision = &job->graph.revisions[i];
		unsigned refused = revision->hazards & job->options.refuse;
		if (!job->todo[i])
			continue;
		if (job->verb == VERB_UPGRADE && refused != 0)
			restruct_fail(job->error, RESTRUCT_REFUSED, revision->id,
				"apply it attended, with options that do not refuse this",
				"it %s, which the options refuse; nothing was applied",
				refused_hazard(refused));
		if (job->verb == VERB_DOWNGRADE && revision->downgrade == NULL)
			restruct_fail(job->error, RESTRUCT_REFUSED, revision->id,
				i < job->graph.known ? "stop at this revision, or restore a backup"
						     : "start the newer program, which alone can "
						       "finish or undo it, or tells how by hand",
				"%s; nothing was undone",
				i < job->graph.known ? "it has no downgrade"
						     : restruct_ahead_no_way_back(job, i));
	}
	return job->error->status == RESTRUCT_OK;
}

static void fail_schema(struct restruct_job *job)
{
	const char *schema = job->options.schema;
	size_t rows = job->state.count;
	if (!restruct_is_given(schema))
		restruct_fail(job->error, RESTRUCT_NO_SCHEMA, NULL,
			"name a schema in the option \"schema\", or see search_path",
			"the connection's search_path leads to no schema that exists");
	else if (rows != 0)
		restruct_fail(job->error, RESTRUCT_NO_SCHEMA, NULL,
			"restore it; or begin anew: stamp base, then upgrade",
			"schema \"%s\" does not exist, but the version table holds %zu revision%s of "
			"it",
			schema, rows, rows != 1 ? "s" : "");
	else
		restruct_fail(job->error, RESTRUCT_NO_SCHEMA, NULL,
			"create it, or set the option \"create_schema\" (--create-schema)",
			"schema \"%s\" does not exist", schema);
}

bool restruct_job_check_at_head(struct restruct_job *job)
{
	const struct restruct_applied *state = &job->state;
	if (state->unknown != 0)
		restruct_ahead_fail(job);
	else if (state->count != 0 && state->schema[0] == '\0')
		fail_schema(job);
	if (job->error->status != RESTRUCT_OK ||
		(job->goal == NULL && !restruct_job_make_goal(job)) ||
		!restruct_route_find(
			&job->graph, VERB_UPGRADE, state->applied, "head", job->goal, job->error))
		return false;
	for (size_t i = 0; i < job->graph.count; i++)
		job->todo[i] = job->goal[i] && !state->applied[i];
	return check_none(job, job->todo, RESTRUCT_PENDING, "apply it (upgrade), then check again",
		       "it is not applied yet to") &&
	       check_changed(job);
}

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
	       count_flags(job, state->changed) != 0 ||
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
		fail_schema(job);
	if (job->error->status != RESTRUCT_OK || !find_goal(job, target))
		return false;
	if (job->verb == VERB_STAMP) {
		*due = stamp_is_due(job);
		return true;
	}
	for (size_t i = 0; i < job->graph.count; i++)
		job->todo[i] = job->goal[i] && state->applied[i] == down;
	*due = count_flags(job, job->todo) != 0;
	job->total = job->done + count_flags(job, job->todo);
	return job->error->status == RESTRUCT_OK && check_changed(job) &&
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
		fail_schema(job);
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
		return check_changed(job) ? restruct_steps_finish_halfway(job) : VERDICT_FAILED;
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

/* The verdict was that another process was first: true to look again. When nothing ever changes,
 * the error was no race; nor when only rows come that nobody here knows. */
static bool look_again(struct restruct_job *job, struct restruct_attempts *attempts)
{
	const struct restruct_applied *state = &job->state;
	size_t known = state->count - state->unknown;
	if (attempts->known != known || attempts->unknown > state->unknown)
		attempts->in_vain = 0;
	attempts->known = known;
	attempts->unknown = state->unknown;
	if (attempts->in_vain++ == VAIN)
		return false;
	if (attempts->in_vain > 1)
		restruct_pause(PAUSE_IN_VAIN * attempts->in_vain);
	return true;
}

static bool try_again(struct restruct_job *job, struct restruct_attempts *attempts)
{
	int pause = PAUSE_FIRST;
	restruct_blockers_say(job);
	if (strcmp(attempts->blocked, job->error->revision) != 0)
		attempts->blocked_times = 0;
	strcpy(attempts->blocked, job->error->revision);
	if (attempts->blocked_times >= job->options.retries)
		return false;
	for (int i = 0; i < attempts->blocked_times && pause < PAUSE_LONGEST; i++)
		pause *= 2;
	attempts->blocked_times++;
	restruct_tell(job, restruct_graph_find(&job->graph, job->error->revision),
		&(restruct_event){.kind = RESTRUCT_EVENT_RETRY, .message = job->error->message});
	restruct_pause(pause < PAUSE_LONGEST ? pause : PAUSE_LONGEST);
	return true;
}

/* Another process is at the same work. */
static bool wait_longer(struct restruct_job *job, struct restruct_attempts *attempts)
{
	char revision[sizeof job->error->revision];
	int patience = job->options.patience;

	strcpy(revision, job->error->revision);
	attempts->waited += restruct_clock() - attempts->began;
	bool in_vain = patience < 0 || (patience > 0 && attempts->waited >= patience);
	restruct_error_clear(job->error);
	restruct_fail(job->error, RESTRUCT_LOCKED, revision[0] != '\0' ? revision : NULL,
		in_vain ? "start again later, or raise the option \"patience\"" : NULL,
		"another process is at work on it, as \"%s\" says",
		restruct_version_name(&job->names));
	if (in_vain || restruct_is_told(job))
		restruct_blockers_say(job);
	if (in_vain)
		return false;
	restruct_tell(job, restruct_graph_find(&job->graph, revision),
		&(restruct_event){.kind = RESTRUCT_EVENT_WAIT, .message = job->error->message});
	restruct_pause(PAUSE_WAITING);
	attempts->waited += PAUSE_WAITING / 2;
	return true;
}

bool restruct_job_goes_on(
	struct restruct_job *job, enum restruct_verdict verdict, struct restruct_attempts *attempts)
{
	bool again = false;
	restruct_run_rollback(job);
	switch (verdict) {
	case VERDICT_LOST:
		again = look_again(job, attempts);
		break;
	case VERDICT_WAIT:
		again = wait_longer(job, attempts);
		break;
	case VERDICT_RETRY:
		again = try_again(job, attempts);
		break;
	case VERDICT_FAILED:
		restruct_rows_say(job);
		break;
	case VERDICT_OK:
	case VERDICT_BROKEN:
		break;
	}
	if (again)
		restruct_error_clear(job->error);
	attempts->began = restruct_clock();
	return again;
}

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
