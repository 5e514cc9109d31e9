/* restruct_main: the verbs as a command line inside the application. The one part of the library
 * that prints. */
#include "main.h"

#include <stdlib.h>
#include <string.h>

static int exit_status(const struct restruct_command_line *line, const restruct_error *error)
{
	if (error->status != RESTRUCT_OK)
		fprintf(stderr, "%s: %s\n", line->program, error->message);
	switch (error->status) {
	case RESTRUCT_OK:
		return EXIT_DONE;
	case RESTRUCT_AHEAD:
	case RESTRUCT_CHANGED:
	case RESTRUCT_REFUSED:
	case RESTRUCT_PENDING:
	case RESTRUCT_DIFFERENT:
		return EXIT_FINDINGS;
	case RESTRUCT_USAGE:
		return EXIT_USAGE;
	case RESTRUCT_CONNECTION:
	case RESTRUCT_DATABASE:
	case RESTRUCT_NO_SCHEMA:
	case RESTRUCT_LOCKED:
	case RESTRUCT_MEMORY:
	case RESTRUCT_OUTPUT:
		break;
	}
	return EXIT_OUTSIDE;
}

static PGconn *connect_to(const struct restruct_command_line *line)
{
	const char *name = strrchr(line->program, '/');
	const char *const keywords[] = {"dbname", "fallback_application_name", NULL};
	const char *const values[] = {line->database != NULL ? line->database : "",
		name != NULL ? name + 1 : line->program, NULL};
	return PQconnectdbParams(keywords, values, 1);
}

/* ---- verbs ---- */

static void change(struct restruct_command_line *line, PGconn *conn, const restruct_table *table,
	restruct_error *error)
{
	struct restruct_log log = {.line = line,
		.also = line->options.progress,
		.also_data = line->options.progress_data};
	line->options.progress = restruct_log_event;
	line->options.progress_data = &log;
	restruct_log_begin(&log);
	if (line->command == UPGRADE)
		restruct_upgrade_to(conn, table, line->target != NULL ? line->target : "head",
			&line->options, error);
	else if (line->command == DOWNGRADE)
		restruct_downgrade(conn, table, line->target, &line->options, error);
	else
		restruct_stamp(conn, table, line->target, &line->options, error);
	restruct_log_end(&log, error);
}

static void visit_if_head(void *list, const restruct_state *state)
{
	if (state->head)
		restruct_list_visit(list, state);
}

static void look(const struct restruct_command_line *line, PGconn *conn,
	const restruct_table *table, restruct_error *error)
{
	struct restruct_list list = {.line = line, .table = table};
	if (line->command == CURRENT)
		restruct_current(conn, table, &line->options, restruct_list_visit, &list, error);
	else
		restruct_history(conn, table, &line->options,
			line->command == HEADS ? visit_if_head : restruct_list_visit, &list, error);
	restruct_list_end(&list, error);
}

static void check(const struct restruct_command_line *line, PGconn *conn,
	const restruct_table *table, restruct_error *error)
{
	struct restruct_findings findings = {.line = line};
	restruct_check(conn, table, &line->options, restruct_findings_visit, &findings, error);
	restruct_findings_end(&findings, error);
}

/* The target of --sql is [FROM:]TO. */
static void write_sql(const struct restruct_command_line *line, const restruct_table *table,
	restruct_error *error)
{
	static const enum restruct_verb verbs[COMMANDS] = {
		[UPGRADE] = VERB_UPGRADE, [DOWNGRADE] = VERB_DOWNGRADE, [STAMP] = VERB_STAMP};
	const char *colon = line->target != NULL ? strchr(line->target, ':') : NULL;
	char from[NAME_BYTES + 1] = "base";

	if (line->command == DOWNGRADE && colon == NULL) {
		restruct_fail(error, RESTRUCT_USAGE, NULL, NULL,
			"downgrade --sql wants FROM:TO, as it asks no database: head:%s",
			line->target);
		return;
	}
	if (colon != NULL && colon - line->target > NAME_BYTES) {
		restruct_fail(
			error, RESTRUCT_USAGE, NULL, NULL, "\"%s\" is not FROM:TO", line->target);
		return;
	}
	if (colon != NULL && colon != line->target)
		snprintf(from, sizeof from, "%.*s", (int)(colon - line->target), line->target);
	const char *to = colon != NULL ? colon + 1 : line->target;
	restruct_offline(table, &verbs[line->command], from,
		to != NULL && *to != '\0' ? to : "head", &line->options, restruct_write_file,
		stdout, error);
}

/* ---- the program ---- */

static int run_online(
	struct restruct_command_line *line, const restruct_table *table, restruct_error *error)
{
	PGconn *conn = line->command == HEADS ? NULL : connect_to(line);
	if (line->command == UPGRADE || line->command == DOWNGRADE || line->command == STAMP)
		change(line, conn, table, error);
	else if (line->command == CHECK)
		check(line, conn, table, error);
	else
		look(line, conn, table, error);
	PQfinish(conn);
	if (fflush(stdout) != 0 || ferror(stdout))
		restruct_fail(error, RESTRUCT_OUTPUT, NULL, "see that there is room for it",
			"the output could not be written");
	return exit_status(line, error);
}

int restruct_main(
	int argc, char **argv, const restruct_table *table, const restruct_options *options)
{
	struct restruct_command_line line = {
		.program = argc > 0 ? argv[0] : "migrate", .command = COMMANDS};
	restruct_error error = {.status = RESTRUCT_OK};

	if (options != NULL)
		line.options = *options;
	if (!restruct_parse(&line, argc, argv))
		return EXIT_USAGE;
	if (line.help) {
		restruct_print_help(&line, line.command);
		return EXIT_DONE;
	}
	if (line.version) {
		puts("librestruct " RESTRUCT_VERSION);
		return EXIT_DONE;
	}
	if (!line.sql)
		return run_online(&line, table, &error);
	write_sql(&line, table, &error);
	return exit_status(&line, &error);
}
