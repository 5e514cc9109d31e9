/* Tortures the runtime: every fault is tried, the next start is to finish, and the database to be
 * as after a run that nobody disturbed. Prints a table; status 1 when something was lost.
 *
 *     torture [--thorough] [--only=WORD] [--every=N] [--from=K] [--at=N]
 *
 * --only picks faults by words of their names (two of them: both), --every and --at messages in the
 * sweeps: one of N, or that one alone. --from=0 to N-1, beside --every=N, together try all.
 *
 * The server is the environment's (PGHOST …), in the folder TORTURE_CLUSTER of tests/cluster; a
 * pooler in front of it is at POOLER_HOST, if there is one. */
#include "torture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

bool thorough;
int every;
long offset, at;

static const struct fault {
	const char *name;
	void (*tries)(struct tally *tally);
} faults[] = {
	{"connection cut after a message", sweep_cut},
	{"connection silent after a message", sweep_silence},
	{"process killed after a message", sweep_kill},
	{"backend terminated after a message", sweep_terminate},
	{"backend killed after a message", sweep_crash},
	{"server stopped after a message", sweep_stop},
	{"pooler: connection cut after a message", sweep_pooled_cut},
	{"pooler: process killed after a message", sweep_pooled_kill},
	{"statement cancelled", midst_cancel},
	{"process killed in a statement", midst_kill},
	{"backend terminated in a statement", midst_terminate},
	{"backend killed in a statement", midst_crash},
	{"server stopped in a statement", midst_stop},
	{"lock held too long", locks_held},
	{"lock released in time", locks_released},
	{"statement_timeout", locks_statement_timeout},
	{"patience ends", locks_patience},
	{"allocation fails", memory_own},
	{"allocations fail for good", memory_for_good},
	{"allocation of libpq fails", memory_libpq},
	{"race of transactions", races_transactions},
	{"race of steps", races_steps},
	{"race on two schemas", races_two_schemas},
	{"race with late comers", races_late},
	{"race of upgrades and downgrades", races_both_ways},
};

static double seconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void print_row(const struct tally *tally, double began)
{
	printf("| %-40s | %5d | %8d | %4d | %6.0f s |\n", tally->fault, tally->tried,
		tally->tried - tally->lost, tally->lost, seconds() - began);
	fflush(stdout);
}

/* What was lost by all faults. */
static int torture(const char *const *only)
{
	struct tally all = {.fault = "all of these"};
	double all_began = seconds();
	const char *version = PQparameterStatus(control, "server_version");
	const char *which = history.models != NULL ? ", generated history" : "";
	int length = (int)strcspn(version, " ");
	printf("| PostgreSQL %.*s%-*s | tried | survived | lost |     time |\n", length, version,
		29 - length, which);
	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
		struct tally tally = {.fault = faults[i].name};
		double began = seconds();
		if (strstr(tally.fault, only[0]) == NULL || strstr(tally.fault, only[1]) == NULL)
			continue;
		faults[i].tries(&tally);
		print_row(&tally, began);
		all.tried += tally.tried;
		all.lost += tally.lost;
	}
	if (all.tried != 0)
		print_row(&all, all_began);
	return all.lost;
}

int main(int argc, char **argv)
{
	const char *only[] = {"", ""};
	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--thorough") == 0)
			thorough = true;
		else if (strncmp(argv[i], "--every=", 8) == 0)
			every = atoi(argv[i] + 8);
		else if (strncmp(argv[i], "--at=", 5) == 0)
			at = atol(argv[i] + 5);
		else if (strncmp(argv[i], "--from=", 7) == 0)
			offset = atol(argv[i] + 7);
		else if (strncmp(argv[i], "--only=", 7) == 0)
			only[*only[0] != '\0'] = argv[i] + 7;
		else
			give_up("unknown option \"%s\"", argv[i]);
	}
	connect_control();
	relay_open();
	int lost = torture(only);
	PQfinish(control);
	return lost != 0;
}
