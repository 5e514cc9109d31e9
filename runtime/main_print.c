/* What the command line prints: facts to stdout, for people or as JSON; a line a revision to
 * stderr. */
#include "main.h"

#include <string.h>

static void print_json(const char *string)
{
	if (string == NULL) {
		fputs("null", stdout);
		return;
	}
	putchar('"');
	for (; *string != '\0'; string++) {
		unsigned char c = (unsigned char)*string;
		if (c == '"' || c == '\\')
			printf("\\%c", c);
		else if (c < ' ')
			printf("\\u%04x", c);
		else
			putchar(c);
	}
	putchar('"');
}

static const char *json_bool(bool value)
{
	return value ? "true" : "false";
}

/* ---- lists ---- */

static void print_state_json(const restruct_state *state)
{
	const restruct_revision *revision = state->revision;
	fputs("{\"revision\": ", stdout);
	print_json(state->id);
	fputs(", \"message\": ", stdout);
	print_json(revision != NULL ? revision->message : NULL);
	printf(", \"known\": %s, \"head\": %s, \"applied\": %s, \"changed\": %s, \"applied_at\": ",
		json_bool(revision != NULL), json_bool(state->head), json_bool(state->applied),
		json_bool(state->changed));
	print_json(state->applied_at);
	if (revision != NULL) {
		fputs(", \"parents\": [", stdout);
		if (revision->parent != NULL)
			print_json(revision->parent);
		if (revision->second_parent != NULL) {
			fputs(", ", stdout);
			print_json(revision->second_parent);
		}
		fputs("]", stdout);
	}
	fputs("}", stdout);
}

static size_t longest_id(const restruct_table *table)
{
	size_t longest = 0;
	for (size_t i = 0; i < table->count; i++) {
		size_t length = strlen(table->revisions[i].id);
		longest = length > longest ? length : longest;
	}
	return longest;
}

static void print_state(const struct restruct_list *list, const restruct_state *state)
{
	const restruct_revision *revision = state->revision;
	if (list->line->command == HISTORY)
		printf("%-22s  ", state->applied ? state->applied_at : "-");
	printf("%s", state->id);
	if (revision != NULL && revision->message != NULL)
		printf("%*s", (int)(list->width - strlen(state->id)), "");
	if (revision == NULL)
		fputs("  (unknown to this program)", stdout);
	else if (revision->message != NULL)
		printf("  %.*s", (int)strcspn(revision->message, "\r\n"), revision->message);
	if (state->changed)
		fputs("  (its source was changed since)", stdout);
	if (state->head && list->line->command == HISTORY && revision != NULL)
		fputs("  (head)", stdout);
	putchar('\n');
}

void restruct_list_visit(void *data, const restruct_state *state)
{
	struct restruct_list *list = data;
	if (list->count == 0) /* whoever is visited has a table that was checked */
		list->width = longest_id(list->table);
	if (!list->line->json) {
		print_state(list, state);
	} else {
		fputs(list->count == 0 ? "[" : ",\n ", stdout);
		print_state_json(state);
	}
	list->count++;
}

void restruct_list_end(const struct restruct_list *list)
{
	if (list->line->json)
		puts(list->count == 0 ? "[]" : "]");
}

/* ---- the log ---- */

/* Who tells its own story needs no other one beside it. */
static bool is_silent(const struct restruct_log *log)
{
	return log->line->quiet || log->also != NULL;
}

static void log_done(struct restruct_log *log, const restruct_event *event)
{
	const char *message = event->message != NULL ? event->message : "";
	if (log->line->json) {
		if (log->done != 0)
			fputs(", ", stdout);
		print_json(event->revision);
	}
	log->done++;
	if (!is_silent(log))
		fprintf(stderr, "%s %s (%zu/%zu)%s%.*s\n", event->downgrade ? "undone" : "applied",
			event->revision, event->done, event->total, *message != '\0' ? ": " : "",
			(int)strcspn(message, "\r\n"), message);
}

static void log_waiting(struct restruct_log *log, const restruct_event *event)
{
	const char *what = event->revision != NULL ? event->revision : "the version table";
	if (is_silent(log) || strcmp(log->waited_for, what) == 0)
		return;
	snprintf(log->waited_for, sizeof log->waited_for, "%s", what);
	fprintf(stderr, "waiting for %s: %s\n", what, event->message);
}

void restruct_log_event(void *data, const restruct_event *event)
{
	struct restruct_log *log = data;
	if (log->also != NULL)
		log->also(log->also_data, event);
	switch (event->kind) {
	case RESTRUCT_EVENT_BEGIN:
		break;
	case RESTRUCT_EVENT_DONE:
		log_done(log, event);
		break;
	case RESTRUCT_EVENT_WAIT:
		log_waiting(log, event);
		break;
	case RESTRUCT_EVENT_RETRY:
		if (!is_silent(log))
			fprintf(stderr, "trying again: %.*s\n", (int)strcspn(event->message, "\n"),
				event->message);
		break;
	}
	fflush(stdout);
}

void restruct_log_begin(const struct restruct_log *log)
{
	if (log->line->json)
		fputs("{\"revisions\": [", stdout);
}

void restruct_log_end(const struct restruct_log *log, const restruct_error *error)
{
	if (log->line->json) {
		printf("], \"status\": \"%s\"", restruct_status_name(error->status));
		if (error->status != RESTRUCT_OK) {
			fputs(", \"revision\": ", stdout);
			print_json(*error->revision != '\0' ? error->revision : NULL);
			printf(", \"statement\": %u, \"sqlstate\": ", error->statement);
			print_json(*error->sqlstate != '\0' ? error->sqlstate : NULL);
			fputs(", \"message\": ", stdout);
			print_json(error->message);
			fputs(", \"hint\": ", stdout);
			print_json(*error->hint != '\0' ? error->hint : NULL);
		}
		puts("}");
	}
	if (error->status == RESTRUCT_OK && log->done == 0 && !log->line->quiet &&
		log->line->command != STAMP)
		fputs("nothing to do\n", stderr);
}
