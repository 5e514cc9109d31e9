/* The verbs that only look: current and history. */
#include "internal.h"

#include <stdlib.h>
#include <string.h>

/* The row of each revision of the table in the answer; NONE: not applied. */
static size_t *find_rows(const struct restruct_job *job)
{
	size_t *rows = malloc((job->graph.count + 1) * sizeof *rows);
	if (rows == NULL)
		return NULL;
	for (size_t i = 0; i < job->graph.count; i++)
		rows[i] = NONE;
	for (size_t row = 0; row < job->state.count; row++) {
		size_t position =
			restruct_graph_find(&job->graph, restruct_state_revision(&job->state, row));
		if (position != NONE)
			rows[position] = row;
	}
	return rows;
}

/* No other applied revision builds on it, as the version table has it: it knows more than the
 * program when that is old. */
static bool is_applied_head(const struct restruct_job *job, const char *id)
{
	for (size_t row = 0; row < job->state.count; row++)
		for (int which = 0; which < 2; which++)
			if (strcmp(restruct_state_parent(&job->state, row, which), id) == 0)
				return false;
	return true;
}

static restruct_state describe(const struct restruct_job *job, size_t position, size_t row)
{
	restruct_state state = {.applied = row != NONE};
	if (position != NONE) {
		state.revision = &job->graph.revisions[position];
		state.id = state.revision->id;
		state.changed = job->state.changed[position];
		state.head = restruct_graph_is_head(&job->graph, NULL, position);
	}
	if (row != NONE) {
		state.id = restruct_state_revision(&job->state, row);
		state.applied_at = restruct_state_date(&job->state, row);
		state.step = restruct_state_step(&job->state, row);
	}
	return state;
}

static void visit_current(const struct restruct_job *job, restruct_visit *visit, void *data)
{
	for (size_t row = 0; row < job->state.count; row++) {
		const char *id = restruct_state_revision(&job->state, row);
		if (!is_applied_head(job, id))
			continue;
		restruct_state state = describe(job, restruct_graph_find(&job->graph, id), row);
		state.head = true;
		visit(data, &state);
	}
}

static void visit_history(
	const struct restruct_job *job, const size_t *rows, restruct_visit *visit, void *data)
{
	for (size_t i = 0; i < job->graph.count; i++) {
		restruct_state state = describe(job, i, rows[i]);
		visit(data, &state);
	}
	for (size_t row = 0; row < job->state.count; row++) {
		const char *id = restruct_state_revision(&job->state, row);
		if (restruct_graph_find(&job->graph, id) != NONE)
			continue;
		restruct_state state = describe(job, NONE, row);
		state.head = is_applied_head(job, id);
		visit(data, &state);
	}
}

restruct_status restruct_current(PGconn *conn, const restruct_table *table,
	const restruct_options *options, restruct_visit *visit, void *data, restruct_error *error)
{
	struct restruct_job job;
	if (restruct_job_init(&job, table, options, error) && restruct_job_connect(&job, conn) &&
		restruct_state_read(&job, true) == VERDICT_OK)
		visit_current(&job, visit, data);
	return restruct_job_finish(&job);
}

restruct_status restruct_history(PGconn *conn, const restruct_table *table,
	const restruct_options *options, restruct_visit *visit, void *data, restruct_error *error)
{
	struct restruct_job job;
	if (restruct_job_init(&job, table, options, error) &&
		(conn == NULL ? restruct_job_offline(&job) : restruct_job_connect(&job, conn)) &&
		restruct_state_read(&job, true) == VERDICT_OK) {
		size_t *rows = find_rows(&job);
		if (rows == NULL)
			restruct_fail_memory(job.error);
		else
			visit_history(&job, rows, visit, data);
		free(rows);
	}
	return restruct_job_finish(&job);
}
