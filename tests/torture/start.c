/* One start of the runtime, in a process of its own. */
#include "torture.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

restruct_status run(PGconn *conn, const struct start *start, restruct_error *error)
{
	if (start->down)
		return restruct_downgrade(conn, &history, start->target, &start->options, error);
	if (start->target != NULL)
		return restruct_upgrade_to(conn, &history, start->target, &start->options, error);
	return restruct_upgrade(conn, &history, &start->options, error);
}

/* ---- the child ---- */

static void write_last_words(const char *words)
{
	char name[512];
	snprintf(name, sizeof name, "%s/last_words", getenv("TMPDIR"));
	FILE *file = fopen(name, "w");
	if (file == NULL)
		return;
	fputs(words, file);
	fclose(file);
}

static void ignore(void *data, const char *message)
{
	(void)data;
	(void)message;
}

/* A pooler takes no options at the start. */
static PGconn *connect_child(const struct start *start)
{
	char options[128];
	snprintf(options, sizeof options, "-c client_min_messages=error -c start.pace=%s",
		start->pace != NULL ? start->pace : "0.0005");
	const char *words[] = {"host", "application_name", "options", NULL};
	const char *values[] = {start->host, start->pooled ? "pooled start" : START_NAME,
		start->pooled ? NULL : options, NULL};
	PGconn *conn = PQconnectdbParams(words, values, 0);
	PQsetNoticeProcessor(conn, ignore, NULL);
	return conn;
}

/* The settings that the connection has not from its beginning, and that nothing is open in it. */
static char *settings_of(PGconn *conn)
{
	return PQtransactionStatus(conn) == PQTRANS_IDLE &&
			       PQpipelineStatus(conn) == PQ_PIPELINE_OFF
		       ? value_of(conn, "SELECT string_agg(name || '=' || setting, ' ' ORDER BY "
					"name) FROM pg_settings WHERE setting <> reset_val")
		       : strdup("not idle");
}

static void wait_for(const int *gate)
{
	char byte;
	close(gate[1]);
	if (read(gate[0], &byte, 1) != 0)
		give_up("the gate does not open");
}

static int child(const struct start *start)
{
	restruct_error error;
	PGconn *conn = connect_child(start);
	if (PQstatus(conn) != CONNECTION_OK) {
		write_last_words(PQerrorMessage(conn));
		return ENDS_UNCONNECTED;
	}
	if (start->gate != NULL)
		wait_for(start->gate);
	char *before = start->looks_after ? settings_of(conn) : NULL;
	if (start->famine != NULL)
		memory_arm(start->famine);
	restruct_status status = run(conn, start, &error);
	if (start->famine != NULL && !memory_disarm())
		return ENDS_FED;
	if (status != RESTRUCT_OK)
		write_last_words(error.message);
	if (before == NULL || PQstatus(conn) != CONNECTION_OK)
		return (int)status;
	char *after = settings_of(conn);
	if (strcmp(before, after) != 0) {
		write_last_words(after);
		return ENDS_CHANGED;
	}
	PQfinish(conn);
	free(before);
	free(after);
	return (int)status;
}

/* ---- the parent ---- */

pid_t begin(const struct start *start)
{
	fflush(NULL);
	pid_t pid = fork();
	if (pid < 0)
		give_up("no more processes");
	if (pid == 0) {
		signal(SIGPIPE, SIG_IGN);
		_exit(child(start));
	}
	return pid;
}

int end_of(pid_t pid, int milliseconds)
{
	int status = 0, waited = 0;
	while (waitpid(pid, &status, WNOHANG) == 0) {
		if (waited >= milliseconds) {
			kill(pid, SIGKILL);
			waitpid(pid, &status, 0);
			return ENDS_HUNG;
		}
		usleep(1000);
		waited++;
	}
	return WIFEXITED(status) ? WEXITSTATUS(status) : ENDS_KILLED;
}

const char *name_of_end(int end)
{
	switch (end) {
	case ENDS_HUNG:
		return "hangs";
	case ENDS_UNCONNECTED:
		return "could not connect";
	case ENDS_CHANGED:
		return "left the connection changed";
	case ENDS_KILLED:
		return "was ended by a signal";
	case ENDS_FED:
		return "had memory enough";
	default:
		return restruct_status_name((restruct_status)end);
	}
}

const char *last_words(void)
{
	static char words[4096];
	char name[512];
	snprintf(name, sizeof name, "%s/last_words", getenv("TMPDIR"));
	FILE *file = fopen(name, "r");
	size_t length = file != NULL ? fread(words, 1, sizeof words - 1, file) : 0;
	words[length] = '\0';
	if (file != NULL)
		fclose(file);
	return words;
}
