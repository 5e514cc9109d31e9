/* How a call goes on: told to the application's function, and written down where other threads read
 * it. There the first word counts the changes, and is odd during one; whoever reads begins again
 * when it has changed meanwhile. */
#include "internal.h"

#include <stdatomic.h>
#include <string.h>

/* ---- what other threads read ---- */

enum { WORDS = sizeof(restruct_watched) / sizeof(uint32_t) };

union words {
	restruct_watched now;
	uint32_t words[WORDS];
};

_Static_assert(sizeof(restruct_watched) % sizeof(uint32_t) == 0 &&
		       WORDS + 1 <= sizeof(restruct_watch) / sizeof(uint32_t),
	"a watch has room for what is watched");

static void write_down(restruct_watch *watch, const restruct_watched *now)
{
	_Atomic uint32_t *words = (_Atomic uint32_t *)watch->words;
	const union words all = {.now = *now};
	uint32_t changes = atomic_load_explicit(words, memory_order_relaxed);
	atomic_store_explicit(words, changes + 1, memory_order_relaxed);
	for (size_t i = 0; i < WORDS; i++) /* whoever reads it sees the odd count, too */
		atomic_store_explicit(&words[i + 1], all.words[i], memory_order_release);
	atomic_store_explicit(words, changes + 2, memory_order_release);
}

void restruct_watch_read(const restruct_watch *watch, restruct_watched *now)
{
	const _Atomic uint32_t *words = (const _Atomic uint32_t *)watch->words;
	union words all;
	uint32_t before, after;
	do {
		before = atomic_load_explicit(words, memory_order_acquire);
		for (size_t i = 0; i < WORDS; i++)
			all.words[i] = atomic_load_explicit(&words[i + 1], memory_order_acquire);
		after = atomic_load_explicit(words, memory_order_relaxed);
	} while (before != after || before % 2 != 0);
	*now = all.now;
	if (now->phase == RESTRUCT_PHASE_NONE)
		now->percent = -1;
}

/* ---- what is told ---- */

static void put(char *buffer, size_t size, const char *string)
{
	size_t length = string != NULL ? (size_t)restruct_text_within(string, (int)size - 1) : 0;
	memcpy(buffer, length != 0 ? string : "", length);
	buffer[length] = '\0';
}

void restruct_watch_phase(const struct restruct_job *job, restruct_phase phase)
{
	const restruct_error *error = job->error;
	restruct_watched now = {.phase = phase,
		.status = error->status,
		.percent = -1,
		.done = job->done,
		.total = job->total};
	if (job->options.watch == NULL)
		return;
	put(now.revision, sizeof now.revision, error->revision);
	put(now.message, sizeof now.message, error->message);
	write_down(job->options.watch, &now);
}

static void watch_event(const struct restruct_job *job, const restruct_event *event)
{
	bool waits = event->kind == RESTRUCT_EVENT_WAIT || event->kind == RESTRUCT_EVENT_RETRY;
	restruct_watched now = {.phase = waits ? RESTRUCT_PHASE_WAITING : RESTRUCT_PHASE_WORKING,
		.step = event->step,
		.percent = event->kind == RESTRUCT_EVENT_INDEX ? event->percent : -1,
		.done = event->done,
		.total = event->total};
	put(now.revision, sizeof now.revision, event->revision);
	put(now.message, sizeof now.message, waits ? event->message : NULL);
	write_down(job->options.watch, &now);
}

bool restruct_is_told(const struct restruct_job *job)
{
	return job->options.progress != NULL || job->options.watch != NULL;
}

void restruct_tell(const struct restruct_job *job, size_t position, restruct_event *event)
{
	const restruct_revision *revision =
		position != NONE ? &job->graph.revisions[position] : NULL;
	event->revision = revision != NULL ? revision->id : NULL;
	if (event->message == NULL && revision != NULL && event->kind != RESTRUCT_EVENT_STEP)
		event->message = revision->message;
	if (revision != NULL)
		event->reshaped = revision->reshaped;
	event->downgrade = job->verb == VERB_DOWNGRADE;
	event->done = job->done;
	event->total = job->total;
	if (job->options.watch != NULL)
		watch_event(job, event);
	if (job->options.progress != NULL)
		job->options.progress(job->options.progress_data, event);
}
