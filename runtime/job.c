/* A job: what one call of a verb has in its hands, from its options to its last state. */
#include "internal.h"

#include <string.h>

enum { LOCK_TIMEOUT = 5000, CONCURRENT_LOCK_TIMEOUT = 1800000, RETRIES = 10 }; /* defaults */
enum { OLDEST_SERVER = 130000 };

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
