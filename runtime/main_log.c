/* What the command line says while it works: a line a revision and a wait to stderr, on a terminal
 * a bar below them; with --json facts to stdout. */
#define _POSIX_C_SOURCE 200809L

#include "main.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Who tells its own story needs no other one beside it. */
static bool is_silent(const struct restruct_log *log)
{
	return log->line->quiet || log->also != NULL;
}

/* ---- the bar ---- */

enum { BAR_AFTER = 500, BAR_WIDTH = 20 }; /* milliseconds, columns */

/* The line with the bar is empty again. */
static void clear_bar(const struct restruct_log *log)
{
	if (log->terminal)
		fputs("\r\033[K", stderr);
}

/* [########            ] 40 %, 0:12 left: 0003_orders, index orders_by_day */
static void draw_bar(const struct restruct_log *log, const restruct_event *event)
{
	static const char full[] = "####################";
	long long passed = restruct_clock() - log->began;
	size_t percent = event->kind == RESTRUCT_EVENT_INDEX ? (size_t)event->percent : 0;
	const char *revision = event->revision != NULL ? event->revision : "";
	if (!log->terminal || passed < BAR_AFTER || event->total == 0)
		return;
	percent = (event->done * 100 + percent) / event->total;
	percent = percent < 100 ? percent : 100;
	int filled = (int)percent * BAR_WIDTH / 100;
	fprintf(stderr, "\r\033[K[%.*s%*s] %d %%", filled, full, BAR_WIDTH - filled, "",
		(int)percent);
	if (percent > 0) {
		long long left = passed * (100 - (int)percent) / (int)percent / 1000;
		fprintf(stderr, ", %lld:%02lld left", left / 60, left % 60);
	}
	fprintf(stderr, ": %.*s", restruct_text_within(revision, 24), revision);
	if (event->index != NULL)
		fprintf(stderr, ", index %.*s", restruct_text_within(event->index, 16),
			event->index);
}

/* ---- lines ---- */

static void log_done(struct restruct_log *log, const restruct_event *event, const char *id)
{
	const char *message = event->message != NULL ? event->message : "";
	if (log->line->json) {
		fputs(log->done == 0 ? "\n\t{\"id\": " : ",\n\t{\"id\": ", stdout);
		restruct_print_json(id);
		printf(", \"done\": \"%s\"}", event->downgrade ? "undone" : "applied");
	}
	log->done++;
	if (is_silent(log))
		return;
	fprintf(stderr, "%s %s (%zu/%zu)%s%s\n", event->downgrade ? "undone" : "applied",
		event->revision, event->done, event->total, *message != '\0' ? ": " : "", message);
	for (const char *const *name = event->reshaped; name != NULL && *name != NULL; name++)
		fprintf(stderr, "\treshaped: %s\n", *name);
}

static void log_waiting(struct restruct_log *log, const restruct_event *event)
{
	const char *what = event->revision != NULL ? event->revision : "the version table";
	if (strcmp(log->waited_for, what) == 0)
		return;
	snprintf(log->waited_for, sizeof log->waited_for, "%s", what);
	fprintf(stderr, "waiting for %s: %s\n", what, event->message);
}

/* Where no bar says it. */
static void log_index(struct restruct_log *log, const restruct_event *event)
{
	if (log->terminal || event->percent / 10 <= log->tenths)
		return;
	log->tenths = event->percent / 10;
	fprintf(stderr, "index %s: %d %%\n", event->index, event->percent);
}

static void log_step(struct restruct_log *log, const restruct_event *event)
{
	log->tenths = 0;
	if (event->message != NULL)
		fprintf(stderr, "%s, step %u: %s\n", event->revision, event->step, event->message);
}

static void log_line(struct restruct_log *log, const restruct_event *event)
{
	switch (event->kind) {
	case RESTRUCT_EVENT_BEGIN:
	case RESTRUCT_EVENT_DONE:
		break;
	case RESTRUCT_EVENT_WAIT:
		log_waiting(log, event);
		break;
	case RESTRUCT_EVENT_RETRY:
		fprintf(stderr, "trying again: %s\n", event->message);
		break;
	case RESTRUCT_EVENT_STEP:
		log_step(log, event);
		break;
	case RESTRUCT_EVENT_INDEX:
		log_index(log, event);
		break;
	}
}

void restruct_log_event(void *data, const restruct_event *event)
{
	struct restruct_log *log = data;
	char rooms[2][512]; /* all of it when memory is short, too */
	struct restruct_text id = restruct_text_in(rooms[0], sizeof rooms[0]),
			     message = restruct_text_in(rooms[1], sizeof rooms[1]);
	restruct_event shown = *event;
	if (event->revision != NULL) {
		restruct_text_show(&id, event->revision, SIZE_MAX);
		shown.revision = restruct_text_string(&id);
	}
	if (event->message != NULL) {
		restruct_text_show(&message, event->message, strcspn(event->message, "\r\n"));
		shown.message = restruct_text_string(&message);
	}
	if (log->also != NULL)
		log->also(log->also_data, event);
	clear_bar(log);
	if (event->kind == RESTRUCT_EVENT_DONE)
		log_done(log, &shown, event->revision);
	else if (!is_silent(log))
		log_line(log, &shown);
	draw_bar(log, &shown);
	fflush(stdout);
	restruct_text_finish(&id);
	restruct_text_finish(&message);
}

void restruct_log_begin(struct restruct_log *log)
{
	const char *kind = getenv("TERM");
	log->began = restruct_clock();
	log->terminal = !is_silent(log) && isatty(STDERR_FILENO) == 1 && kind != NULL &&
			strcmp(kind, "dumb") != 0;
	if (log->line->json)
		fputs(FACTS_BEGIN "\"revisions\": [", stdout);
}

void restruct_log_end(const struct restruct_log *log, const restruct_error *error)
{
	clear_bar(log);
	if (log->line->json) {
		fputs(log->done == 0 ? "" : "\n", stdout);
		restruct_end_facts(error);
	}
	if (error->status == RESTRUCT_OK && log->done == 0 && !log->line->quiet &&
		log->line->command != STAMP)
		fputs("nothing to do\n", stderr);
}
