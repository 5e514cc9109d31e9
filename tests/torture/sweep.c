/* A fault after each message in turn, of the client or of the server, until a run has not so many
 * messages any more. Then the next start. */
#include "torture.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { LIMIT = 60000 }; /* milliseconds for whoever is struck to notice */

/* Half of the strikes come at once, the others when the server has gone to work on the message. */
static void let_it_work(const struct relay *relay)
{
	usleep((useconds_t)(relay->at % 4 / 2 * (relay->at % 7) * 1000));
}

/* ---- faults ---- */

static void cut(struct relay *relay)
{
	let_it_work(relay);
	relay->cut = true;
}

/* As a network does that fails: the server hears nothing, and goes on holding what it holds. */
static void fall_silent(struct relay *relay)
{
	let_it_work(relay);
	relay->cut = relay->server_open = true;
}

/* What it had sent already arrives. */
static void kill_process(struct relay *relay)
{
	let_it_work(relay);
	kill(relay->worker, SIGKILL);
}

static void terminate_backend(struct relay *relay)
{
	char sql[128];
	let_it_work(relay);
	snprintf(sql, sizeof sql, "SELECT pg_terminate_backend(%d)", relay->backend);
	execute(control, sql);
	snprintf(sql, sizeof sql, "SELECT count(*) = 0 FROM pg_stat_activity WHERE pid = %d",
		relay->backend);
	if (!holds_soon(sql, LIMIT))
		give_up("a backend does not end");
}

static void crash_backend(struct relay *relay)
{
	let_it_work(relay);
	kill_backend(relay->backend);
}

static void stop_server(struct relay *relay)
{
	let_it_work(relay);
	stop_at_once_and_start();
}

/* ---- one try ---- */

struct sweep {
	strike *does;
	const char *name;
	bool pooled;
	int quick; /* one message of so many, when there is little time */
	int slow;  /* the same when there is a lot */
};

/* Who was struck says that the connection is lost, or that it was done by then; a process that was
 * killed says nothing. */
static bool ended_well(const struct sweep *sweep, int end)
{
	return sweep->does == kill_process ? end == ENDS_KILLED || end == RESTRUCT_OK
					   : end == RESTRUCT_CONNECTION || end == RESTRUCT_OK;
}

/* The next start comes while the server still thinks that the one before lives. */
static bool finishes_in_silence(
	const struct scenario *scenario, struct relay *relay, const char *what)
{
	struct start again = start_of(scenario);
	pid_t pid = begin(&again);
	usleep((useconds_t)(relay->at % 5 * 30000));
	relay_close_server(relay);
	forget_signs_of_life();
	int end = end_of(pid, LIMIT);
	if (end != RESTRUCT_OK)
		say_lost(scenario, what, "the next start: %s: %s", name_of_end(end), last_words());
	return end == RESTRUCT_OK && is_as_wanted(scenario, what);
}

/* Each of the pooler's connections is to whoever comes next as it was at first. */
static bool nothing_leaked(const struct scenario *scenario, const char *what)
{
	enum { CONNECTIONS = 8 }; /* of tests/support/pooler.sh */
	static const char changed[] =
		"SELECT string_agg(name || '=' || setting, ' ' ORDER BY name) FROM pg_settings "
		"WHERE name IN ('search_path', 'role', 'lock_timeout', 'statement_timeout', "
		"'synchronous_commit') AND setting <> boot_val";
	const char *words[] = {"host", NULL}, *values[] = {getenv("POOLER_HOST"), NULL};
	PGconn *conn = PQconnectdbParams(words, values, 0);
	bool leaked = false;
	for (int i = 0; i < CONNECTIONS && !leaked; i++) {
		char *settings = value_of(conn, changed);
		leaked = *settings != '\0';
		if (leaked)
			say_lost(scenario, what, "left behind in the pool: %s", settings);
		free(settings);
	}
	PQfinish(conn);
	return !leaked;
}

/* 1 survived, 0 lost, -1: there is no such message any more. */
static int try_message(const struct sweep *sweep, const struct scenario *scenario, long number)
{
	char what[80];
	struct start start = start_of(scenario);
	struct relay relay = {.at = number, .does = sweep->does};
	snprintf(what, sizeof what, "%s after message %ld", sweep->name, number);
	prepare(scenario);
	start.host = relay_host();
	start.pooled = sweep->pooled;
	relay.worker = begin(&start);
	relay_serve(&relay);
	int end = end_of(relay.worker, LIMIT);
	if (!relay.struck)
		return -1;
	if (!ended_well(sweep, end)) {
		say_lost(scenario, what, "who was struck: %s: %s", name_of_end(end), last_words());
		return 0;
	}
	if (relay.server_open)
		return finishes_in_silence(scenario, &relay, what);
	/* now and then, when there is time, the server has not noticed yet, or nobody helps to tell
	 * that the worker is dead */
	if (!(thorough && number % 17 == 0) && !sweep->pooled && !alone_soon(LIMIT))
		give_up("a backend stays");
	if (!(thorough && number % 101 == 0))
		forget_signs_of_life();
	return finishes(scenario, sweep->pooled, what) &&
	       (!sweep->pooled || nothing_leaked(scenario, what));
}

static void sweep_scenario(
	const struct sweep *sweep, const struct scenario *scenario, struct tally *tally)
{
	int step = step_of(sweep->quick, sweep->slow);
	for (long n = at != 0 ? at : first_of(step) + 1;; n += step) {
		int survived = try_message(sweep, scenario, n);
		if (survived < 0)
			break;
		tally->tried++;
		tally->lost += survived == 0;
		if (n == at)
			break;
	}
}

static void sweep(const struct sweep *sweep, struct tally *tally)
{
	if (sweep->pooled && getenv("POOLER_HOST") == NULL)
		return;
	execute(control, "CHECKPOINT"); /* a crash has not all of the log to do again */
	relay_lead_to(sweep->pooled ? getenv("POOLER_HOST") : NULL);
	for (size_t i = 0; i < scenario_count; i++) {
		learn(&scenarios[i]);
		sweep_scenario(sweep, &scenarios[i], tally);
	}
	relay_lead_to(NULL);
}

#define SWEEP(function, ...)                                                                       \
	void function(struct tally *tally)                                                         \
	{                                                                                          \
		sweep(&(struct sweep){__VA_ARGS__}, tally);                                        \
	}

SWEEP(sweep_cut, cut, "cut", false, 311, 1)
SWEEP(sweep_silence, fall_silent, "silence", false, 997, 5)
SWEEP(sweep_kill, kill_process, "killed", false, 311, 1)
SWEEP(sweep_terminate, terminate_backend, "backend terminated", false, 311, 1)
SWEEP(sweep_crash, crash_backend, "backend killed", false, 997, 5)
SWEEP(sweep_stop, stop_server, "server stopped", false, 997, 23)
SWEEP(sweep_pooled_cut, cut, "cut before the pooler", true, 997, 7)
SWEEP(sweep_pooled_kill, kill_process, "killed before the pooler", true, 997, 7)
