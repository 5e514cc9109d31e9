/* Between two attempts: whether there is another one, after what pause, and who is told. */
#include "internal.h"

#include <string.h>

enum { PAUSE_FIRST = 200, PAUSE_LONGEST = 10000 };           /* between retries, milliseconds */
enum { PAUSE_WAITING = 500, PAUSE_IN_VAIN = 10, VAIN = 50 }; /* when another process is first */

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
