/* Locks that somebody else holds, at whatever moment they are taken: longer than lock_timeout, than
 * statement_timeout, than the patience; or just until a retry. */
#include "torture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LIMIT = 60000 };

static PGconn *holder;

/* All that is not locked by another, the version table one time in two; the server ends that after
 * so many milliseconds, were it forgotten. */
static void hold(int milliseconds, bool version_table)
{
	static const char *const tables[] = {"items", "owners", "parts", "log", "restruct_version"};
	char sql[256];
	holder = PQconnectdb("application_name='the holder'");
	snprintf(sql, sizeof sql, "SET idle_in_transaction_session_timeout TO %d", milliseconds);
	execute(holder, sql);
	execute(holder, "BEGIN");
	for (size_t i = 0; i < (version_table ? 5 : 4); i++) {
		snprintf(sql, sizeof sql,
			"DO $$ BEGIN LOCK TABLE " SCHEMA ".%s IN ACCESS EXCLUSIVE MODE NOWAIT; "
			"EXCEPTION WHEN lock_not_available OR undefined_table OR "
			"invalid_schema_name THEN NULL; END $$",
			tables[i]);
		execute(holder, sql);
	}
}

static void release(void)
{
	PQfinish(holder);
	holder = NULL;
}

static void hold_long(struct relay *relay)
{
	hold(1000, relay->at % 2 == 1);
}

static void hold_shortly(struct relay *relay)
{
	hold(120, relay->at % 2 == 1);
}

/* ---- while a start runs ---- */

struct locks {
	strike *does;
	restruct_options options;
	restruct_status status; /* that it may end with, besides RESTRUCT_OK */
	int quick, slow;        /* of the messages, one in so many */
};

/* 1 survived, 0 lost, -1: there is no such message any more. */
static int try_message(const struct locks *locks, const struct scenario *scenario, long number)
{
	char what[80];
	struct start start = start_of(scenario);
	struct relay relay = {.at = number, .does = locks->does};
	snprintf(what, sizeof what, "locked at message %ld", number);
	prepare(scenario);
	start.options.lock_timeout = locks->options.lock_timeout;
	start.options.statement_timeout = locks->options.statement_timeout;
	start.options.retries = locks->options.retries;
	start.host = relay_host();
	start.looks_after = true;
	relay.worker = begin(&start);
	relay_serve(&relay);
	int end = end_of(relay.worker, LIMIT);
	if (!relay.struck)
		return -1;
	release();
	if (end != RESTRUCT_OK && end != (int)locks->status) {
		say_lost(scenario, what, "who had to wait: %s: %s", name_of_end(end), last_words());
		return 0;
	}
	return finishes(scenario, false, what);
}

static void sweep(const struct locks *locks, struct tally *tally)
{
	int step = step_of(locks->quick, locks->slow);
	for (size_t i = 0; i < 2; i++) {
		learn(&scenarios[i]);
		for (long n = at != 0 ? at : first_of(step) + 1;; n += step) {
			int survived = try_message(locks, &scenarios[i], n);
			if (survived < 0)
				break;
			tally->tried++;
			tally->lost += survived == 0;
			if (n == at)
				break;
		}
	}
}

void locks_held(struct tally *tally)
{
	sweep(&(struct locks){hold_long, {.lock_timeout = 40, .retries = -1}, RESTRUCT_LOCKED, 499,
		      11},
		tally);
}

void locks_released(struct tally *tally)
{
	sweep(&(struct locks){hold_shortly, {.lock_timeout = 40}, RESTRUCT_OK, 499, 17}, tally);
}

void locks_statement_timeout(struct tally *tally)
{
	sweep(&(struct locks){hold_long, {.lock_timeout = -1, .statement_timeout = 150},
		      RESTRUCT_DATABASE, 997, 17},
		tally);
}

/* ---- longer than the patience ---- */

/* A second start, while the first one waits for an old snapshot. */
static bool is_impatient(const struct scenario *scenario, int patience)
{
	const char *what = "patience with who is at work";
	struct start start = start_of(scenario), other = start;
	prepare(scenario);
	holder = PQconnectdb("application_name='the holder'");
	execute(holder, "BEGIN ISOLATION LEVEL REPEATABLE READ");
	execute(holder, "SELECT 1");
	pid_t worker = begin(&start);
	if (!holds_soon("SELECT count(*) = 1 FROM pg_stat_activity WHERE query ~ 'INDEX "
			"CONCURRENTLY' AND wait_event_type = 'Lock'",
		    LIMIT))
		give_up("nobody waits");
	other.options.patience = patience;
	other.looks_after = true;
	int end = end_of(begin(&other), LIMIT);
	bool named = strstr(last_words(), "another process is at work") != NULL;
	if (end != RESTRUCT_LOCKED || !named)
		say_lost(scenario, what, "%s: %s", name_of_end(end), last_words());
	release();
	int first_end = end_of(worker, LIMIT);
	if (first_end != RESTRUCT_OK)
		say_lost(scenario, what, "who was at work: %s: %s", name_of_end(first_end),
			last_words());
	return end == RESTRUCT_LOCKED && named && first_end == RESTRUCT_OK &&
	       finishes(scenario, false, what);
}

/* A lock that nobody gives up: the holder is named. */
static bool names_holder(const struct scenario *scenario)
{
	const char *what = "a lock for longer than all retries";
	struct start start = start_of(scenario);
	prepare(scenario);
	hold(LIMIT, false);
	start.options.lock_timeout = 30;
	start.options.retries = 2;
	start.looks_after = true;
	int end = end_of(begin(&start), LIMIT);
	bool named = strstr(last_words(), "(the holder)") != NULL;
	if (end != RESTRUCT_LOCKED || !named)
		say_lost(scenario, what, "%s: %s", name_of_end(end), last_words());
	release();
	return end == RESTRUCT_LOCKED && named && finishes(scenario, false, what);
}

void locks_patience(struct tally *tally)
{
	static const int patience[] = {-1, 300};
	for (int i = 0; i < 2; i++) {
		learn(&scenarios[i]);
		for (int k = 0; k < 2; k++) {
			tally->tried++;
			tally->lost += !is_impatient(&scenarios[i], patience[k]);
		}
		tally->tried++;
		tally->lost += !names_holder(&scenarios[i]);
	}
}
