/* A fault in the middle of a statement that takes its time: an index that waits for an old
 * transaction, a constraint whose every row takes a while. */
#include "torture.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LIMIT = 60000 };

struct midst {
	size_t scenario;
	const char *statement; /* words of it */
	bool waits;            /* made to wait, for a transaction that is older */
};

static const struct midst statements[] = {
	{0, "CREATE UNIQUE INDEX CONCURRENTLY items_id_key", true},
	{0, "CREATE INDEX CONCURRENTLY items_name", true},
	{0, "VALIDATE CONSTRAINT slow", false},
	{0, "DROP INDEX CONCURRENTLY items_name", true},
	{0, "DETACH PARTITION parts_1", true},
	{1, "CREATE INDEX CONCURRENTLY items_name", true},
	{1, "DROP INDEX CONCURRENTLY items_name", true},
};

/* ---- the older transaction ---- */

#define HOLDER "the holder"
static PGconn *holder;

static void begin_to_hold(struct relay *relay)
{
	(void)relay;
	execute(holder, "BEGIN ISOLATION LEVEL REPEATABLE READ");
	execute(holder, "SELECT count(*) FROM " SCHEMA ".items, " SCHEMA ".parts");
}

static void release(void)
{
	PQfinish(holder);
	holder = NULL;
}

/* ---- who strikes ---- */

typedef void fault(pid_t worker, int backend);

static void kill_process(pid_t worker, int backend)
{
	(void)backend;
	kill(worker, SIGKILL);
}

static void ask_backend(const char *function, int backend)
{
	char sql[64];
	snprintf(sql, sizeof sql, "SELECT %s(%d)", function, backend);
	execute(control, sql);
}

static void cancel(pid_t worker, int backend)
{
	(void)worker;
	ask_backend("pg_cancel_backend", backend);
}

static void terminate_backend(pid_t worker, int backend)
{
	(void)worker;
	ask_backend("pg_terminate_backend", backend);
}

static void crash_backend(pid_t worker, int backend)
{
	(void)worker;
	kill_backend(backend);
}

static void stop_server(pid_t worker, int backend)
{
	(void)worker;
	(void)backend;
	stop_at_once_and_start();
}

/* In a process of its own, since this one passes messages: strikes when the statement is seen at
 * work, or waiting if it is to wait, and ends the older transaction a little later. Its status is 0
 * then. */
static pid_t begin_striker(const struct midst *midst, fault *strikes, pid_t worker)
{
	char sql[512];
	fflush(NULL);
	pid_t pid = fork();
	if (pid != 0)
		return pid;
	control = NULL; /* that is the parent's */
	connect_control();
	snprintf(sql, sizeof sql,
		"SELECT max(pid) FROM pg_stat_activity WHERE state = 'active' AND query ~ '%s' AND "
		"query !~ 'INSERT INTO' AND pid <> pg_backend_pid() AND %s",
		midst->statement, midst->waits ? "wait_event_type = 'Lock'" : "true");
	for (int i = 0; i < LIMIT; i++, usleep(1000)) {
		int backend = atoi(value_of(control, sql));
		if (backend == 0)
			continue;
		if (!midst->waits)
			usleep(30000);
		strikes(worker, backend);
		usleep(200000);
		execute(control, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE "
				 "application_name = '" HOLDER "'");
		_exit(0);
	}
	_exit(1);
}

/* ---- tries ---- */

static bool ended_well(fault *strikes, int end)
{
	return end == (strikes == kill_process    ? ENDS_KILLED
			      : strikes == cancel ? (int)RESTRUCT_DATABASE
						  : (int)RESTRUCT_CONNECTION);
}

static bool try_midst(const struct midst *midst, fault *strikes, const char *what)
{
	int status;
	const struct scenario *scenario = &scenarios[midst->scenario];
	struct start start = start_of(scenario);
	struct relay relay = {
		.words = midst->statement, .before = midst->waits ? begin_to_hold : NULL};
	prepare(scenario);
	holder = PQconnectdb("application_name='" HOLDER "'");
	start.host = relay_host();
	start.pace = midst->waits ? NULL : "0.05";
	start.looks_after = strikes == cancel;
	relay.worker = begin(&start);
	pid_t striker = begin_striker(midst, strikes, relay.worker);
	relay_serve(&relay);
	int end = end_of(relay.worker, LIMIT);
	if (waitpid(striker, &status, 0) != striker || status != 0)
		give_up("%s: nothing was struck", what);
	connect_control();
	release();
	if (!ended_well(strikes, end)) {
		say_lost(scenario, what, "who was struck: %s: %s", name_of_end(end), last_words());
		return false;
	}
	if (!alone_soon(LIMIT))
		give_up("a backend stays");
	forget_signs_of_life();
	return finishes(scenario, false, what);
}

static void midst(struct tally *tally, fault *strikes)
{
	static size_t next; /* when there is little time, each fault has one statement */
	size_t count = sizeof statements / sizeof *statements;
	for (size_t i = 0; i < (thorough ? count : 1); i++) {
		const struct midst *statement = &statements[next++ % count];
		char what[128];
		snprintf(what, sizeof what, "%s: %s", tally->fault, statement->statement);
		learn(&scenarios[statement->scenario]);
		tally->tried++;
		tally->lost += !try_midst(statement, strikes, what);
	}
}

void midst_cancel(struct tally *tally)
{
	midst(tally, cancel);
}

void midst_kill(struct tally *tally)
{
	midst(tally, kill_process);
}

void midst_terminate(struct tally *tally)
{
	midst(tally, terminate_backend);
}

void midst_crash(struct tally *tally)
{
	midst(tally, crash_backend);
}

void midst_stop(struct tally *tally)
{
	midst(tally, stop_server);
}
