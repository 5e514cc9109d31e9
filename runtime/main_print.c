/* What the command line prints to stdout: facts, for people or as JSON. */
#include "main.h"

#include <string.h>

/* Control characters, and what JSON wants, are escaped. */
static void print_escaped(const char *string, bool json)
{
	for (; *string != '\0'; string++) {
		unsigned control = restruct_text_control(string);
		if (control != 0) {
			printf(json ? "\\u%04x" : "\\x%02x", control);
			string += control > 0x7f;
			continue;
		}
		if (json && (*string == '"' || *string == '\\'))
			putchar('\\');
		putchar(*string);
	}
}

void restruct_print_json(const char *string)
{
	if (string == NULL) {
		fputs("null", stdout);
		return;
	}
	putchar('"');
	print_escaped(string, true);
	putchar('"');
}

static const char *json_bool(bool value)
{
	return value ? "true" : "false";
}

/* ", \"name\": value" */
static void print_member(const char *name, const char *value)
{
	printf(", \"%s\": ", name);
	restruct_print_json(value);
}

/* After the last of a list: how it ended, and why. */
void restruct_end_facts(const restruct_error *error)
{
	printf("], \"status\": \"%s\"", restruct_status_name(error->status));
	if (error->status == RESTRUCT_OK) {
		puts("}");
		return;
	}
	print_member("revision", *error->revision != '\0' ? error->revision : NULL);
	printf(", \"statement\": %u", error->statement);
	print_member("sqlstate", *error->sqlstate != '\0' ? error->sqlstate : NULL);
	print_member("message", error->message);
	print_member("hint", *error->hint != '\0' ? error->hint : NULL);
	puts("}");
}

/* ---- lists ---- */

static void print_state_json(const restruct_state *state)
{
	const restruct_revision *revision = state->revision;
	fputs("{\"id\": ", stdout);
	restruct_print_json(state->id);
	fputs(", \"message\": ", stdout);
	restruct_print_json(revision != NULL ? revision->message : NULL);
	printf(", \"known\": %s, \"head\": %s, \"applied\": %s, \"changed\": %s, \"applied_at\": ",
		json_bool(revision != NULL), json_bool(state->head), json_bool(state->applied),
		json_bool(state->changed));
	restruct_print_json(state->applied_at);
	printf(", \"step\": %d", state->step);
	if (revision != NULL) {
		fputs(", \"parents\": [", stdout);
		if (revision->parent != NULL)
			restruct_print_json(revision->parent);
		if (revision->second_parent != NULL) {
			fputs(", ", stdout);
			restruct_print_json(revision->second_parent);
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
	print_escaped(state->id, false);
	if (revision != NULL && revision->message != NULL)
		printf("%*s", (int)(list->width - strlen(state->id)), "");
	if (revision == NULL)
		fputs("  (unknown to this program)", stdout);
	else if (revision->message != NULL)
		printf("  %.*s", (int)strcspn(revision->message, "\r\n"), revision->message);
	if (state->changed)
		fputs("  (its source was changed since)", stdout);
	if (state->step != 0)
		printf("  (%s, at step %d)", state->step > 0 ? "not whole yet" : "half undone",
			state->step > 0 ? state->step : -state->step);
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
		fputs(list->count == 0 ? FACTS_BEGIN "\"revisions\": [\n\t" : ",\n\t", stdout);
		print_state_json(state);
	}
	list->count++;
}

void restruct_list_end(const struct restruct_list *list, const restruct_error *error)
{
	if (!list->line->json)
		return;
	fputs(list->count == 0 ? FACTS_BEGIN "\"revisions\": [" : "\n", stdout);
	restruct_end_facts(error);
}

/* ---- differences ---- */

static const char *const difference_names[] = {[RESTRUCT_DIFFERENCE_MISSING] = "missing",
	[RESTRUCT_DIFFERENCE_CHANGED] = "changed",
	[RESTRUCT_DIFFERENCE_EXTRA] = "extra"};

static void print_difference_json(const restruct_difference *difference)
{
	printf("{\"difference\": \"%s\"", difference_names[difference->difference]);
	print_member("kind", difference->kind);
	print_member("object", difference->object);
	print_member("attribute", difference->attribute);
	print_member("expected", difference->expected);
	print_member("found", difference->found);
	printf(", \"counts\": %s}", json_bool(difference->counts));
}

/* A value of several lines stands below its name, further in. */
static void print_value(const char *name, const char *value)
{
	printf("    %s: ", name);
	if (value == NULL)
		value = "nothing";
	if (strchr(value, '\n') != NULL)
		fputs("\n        ", stdout);
	for (; *value != '\0'; value++) {
		putchar(*value);
		if (*value == '\n' && value[1] != '\0')
			fputs("        ", stdout);
	}
	if (value[-1] != '\n')
		putchar('\n');
}

static void print_difference(const restruct_difference *difference)
{
	printf("%s: %s %s", difference_names[difference->difference], difference->kind,
		difference->object);
	if (difference->attribute != NULL)
		printf(": %s", difference->attribute);
	puts(difference->counts ? "" : " (by itself, no revision makes it: does not count)");
	if (difference->attribute != NULL) {
		print_value("expected", difference->expected);
		print_value("found", difference->found);
	}
}

void restruct_findings_visit(void *data, const restruct_difference *difference)
{
	struct restruct_findings *findings = data;
	if (findings->line->json) {
		fputs(findings->count == 0 ? FACTS_BEGIN "\"differences\": [\n\t" : ",\n\t",
			stdout);
		print_difference_json(difference);
	} else if (difference->counts || !findings->line->quiet) {
		print_difference(difference);
	}
	findings->count++;
}

void restruct_findings_end(const struct restruct_findings *findings, const restruct_error *error)
{
	if (findings->line->json) {
		fputs(findings->count == 0 ? FACTS_BEGIN "\"differences\": [" : "\n", stdout);
		restruct_end_facts(error);
	} else if (error->status == RESTRUCT_OK && !findings->line->quiet) {
		fputs("the database is what its revisions make\n", stderr);
	}
}
