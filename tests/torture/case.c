/* One try: what is there before, the start that is struck, the one after it, the comparison. */
#include "torture.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LIMIT = 60000 }; /* milliseconds for a start that nobody disturbs */

struct scenario scenarios[] = {
	{.name = "upgrade of tables with rows", .before = FIRST},
	{.name = "downgrade", .before = "head", .down = true},
	{.name = "upgrade from nothing"},
	{.name = "upgrade from nothing in a schema made by hand", .by_hand = true},
};
const size_t scenario_count = sizeof scenarios / sizeof *scenarios;

int step_of(int quick, int slow)
{
	int step = thorough ? slow : quick;
	return every > step || (every != 0 && !thorough) ? every : step;
}

long first_of(int step)
{
	static long calls;
	return (offset + calls++) % step;
}

void prepare(const struct scenario *scenario)
{
	restruct_error error;
	struct start start = {
		.target = scenario->before, .options = {.schema = SCHEMA, .create_schema = true}};
	drop_schema(SCHEMA);
	if (scenario->by_hand)
		execute(control, "CREATE SCHEMA " SCHEMA);
	if (scenario->before != NULL && run(control, &start, &error) != RESTRUCT_OK)
		give_up("%s", error.message);
}

struct start start_of(const struct scenario *scenario)
{
	return (struct start){.down = scenario->down,
		.target = scenario->down ? FIRST : scenario->target,
		.options = {.schema = SCHEMA, .create_schema = !scenario->by_hand}};
}

void learn(struct scenario *scenario)
{
	struct start start = start_of(scenario);
	if (scenario->wanted != NULL)
		return;
	prepare(scenario);
	int end = end_of(begin(&start), LIMIT);
	if (end != RESTRUCT_OK)
		give_up("%s, undisturbed: %s: %s", scenario->name, name_of_end(end), last_words());
	if (scenario->no_log)
		execute(control, "DELETE FROM " SCHEMA ".log");
	scenario->wanted = state_of(SCHEMA);
	scenario->wanted_dump = dump_of(SCHEMA);
}

void say_lost(const struct scenario *scenario, const char *what, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	printf("lost: %s, %s: ", scenario->name, what);
	vprintf(format, arguments);
	putchar('\n');
	va_end(arguments);
}

/* Shows the lines that only one of two texts has. */
static void show_difference(const char *wanted, const char *found)
{
	const char *names[] = {"wanted", "found"}, *texts[] = {wanted, found};
	char command[2048], paths[2][600];
	for (int i = 0; i < 2; i++) {
		snprintf(paths[i], sizeof paths[i], "%s/%s", getenv("TMPDIR"), names[i]);
		FILE *file = fopen(paths[i], "w");
		if (file == NULL)
			return;
		fputs(texts[i], file);
		fclose(file);
	}
	fflush(stdout);
	snprintf(command, sizeof command, "diff '%s' '%s' | cut -c 1-300 | head -n 20", paths[0],
		paths[1]);
	if (system(command) != 0)
		return;
}

bool is_same_state(
	const struct scenario *scenario, const char *what, const char *wanted, const char *found)
{
	bool same = strcmp(wanted, found) == 0;
	if (!same) {
		say_lost(scenario, what, "another state than wanted");
		show_difference(wanted, found);
	}
	return same;
}

/* The generated history knows itself what it is to lead to. */
static bool is_what_models_say(const struct scenario *scenario, const char *what)
{
	restruct_error error;
	restruct_options options = {.schema = SCHEMA};
	bool same = restruct_check(control, &history, &options, NULL, NULL, &error) == RESTRUCT_OK;
	if (!same)
		say_lost(scenario, what, "%s", error.message);
	return same;
}

bool is_as_wanted(const struct scenario *scenario, const char *what)
{
	static int compared;
	if (scenario->no_log)
		execute(control, "DELETE FROM " SCHEMA ".log");
	char *found = state_of(SCHEMA);
	bool same = is_same_state(scenario, what, scenario->wanted, found);
	free(found);
	bool closer = same && compared++ % 20 == 0;
	if (closer && history.models != NULL && !scenario->down)
		same = is_what_models_say(scenario, what);
	if (closer && same && scenario->wanted_dump != NULL) {
		found = dump_of(SCHEMA);
		same = is_same_state(scenario, what, scenario->wanted_dump, found);
		free(found);
	}
	return same;
}

bool finishes(const struct scenario *scenario, bool pooled, const char *what)
{
	struct start again = start_of(scenario);
	again.pooled = pooled;
	again.host = pooled ? getenv("POOLER_HOST") : NULL;
	int end = end_of(begin(&again), LIMIT);
	if (end != RESTRUCT_OK) {
		say_lost(scenario, what, "the next start: %s: %s", name_of_end(end), last_words());
		return false;
	}
	return is_as_wanted(scenario, what);
}
