/* The command line inside an application: what its files share.
 *
 *     main.c          restruct_main: the verbs
 *     main_options.c  arguments, and the help that lists them
 *     main_print.c    facts for people and for programs
 *     main_log.c      what happens, as it happens */
#ifndef RESTRUCT_MAIN_H
#define RESTRUCT_MAIN_H

#include "internal.h"

#include <stdio.h>

enum { EXIT_DONE, EXIT_FINDINGS, EXIT_USAGE, EXIT_OUTSIDE };

enum restruct_command { UPGRADE, DOWNGRADE, CURRENT, HISTORY, HEADS, STAMP, CHECK, COMMANDS };

struct restruct_command_line {
	const char *program; /* argv[0] */
	enum restruct_command command;
	const char *target; /* NULL: not given */
	const char *database;
	restruct_options options;
	bool sql, json, quiet, help, version;
	unsigned given; /* the options that were, by their place in the list */
};

#if defined(__GNUC__)
#pragma GCC visibility push(hidden)
#endif

/* ---- main_options.c ---- */

/* false: wrong use, told to stderr. */
bool restruct_parse(struct restruct_command_line *line, int argc, char **argv);
/* command COMMANDS: of all. */
void restruct_print_help(const struct restruct_command_line *line, enum restruct_command command);

/* ---- main_print.c ---- */

/* How all that --json prints begins; restruct.json(7) says what this version holds, here and in the
 * generator. */
#define FACTS_BEGIN "{\"restruct\": 1, "

void restruct_print_json(const char *string); /* NULL: null */
/* After the last of a list: how it ended, and why. */
void restruct_end_facts(const restruct_error *error);

/* A list of revisions under way to stdout: a line each, or as JSON. */
struct restruct_list {
	const struct restruct_command_line *line;
	const restruct_table *table;
	size_t width; /* of its longest id, so that messages stand in a column */
	size_t count;
};

void restruct_list_visit(void *list, const restruct_state *state); /* a restruct_visit */
void restruct_list_end(const struct restruct_list *list, const restruct_error *error);

/* What check finds, likewise. */
struct restruct_findings {
	const struct restruct_command_line *line;
	size_t count;
};

void restruct_findings_visit(void *findings, const restruct_difference *difference);
void restruct_findings_end(const struct restruct_findings *findings, const restruct_error *error);

/* ---- main_log.c ---- */

/* What an upgrade or downgrade does, as it does it: a line each to stderr, on a terminal with a bar
 * below them that says how much of it is done and how long the rest will take. */
struct restruct_log {
	const struct restruct_command_line *line;
	void (*also)(void *data, const restruct_event *event); /* the application's own, or NULL */
	void *also_data;
	size_t done;
	char waited_for[64]; /* told already */
	int tenths;          /* of the index that is built: told already */
	long long began;     /* by restruct_clock */
	bool terminal;
};

void restruct_log_event(void *log, const restruct_event *event); /* options.progress */
void restruct_log_begin(struct restruct_log *log);
void restruct_log_end(const struct restruct_log *log, const restruct_error *error);

#if defined(__GNUC__)
#pragma GCC visibility pop
#endif

#endif
