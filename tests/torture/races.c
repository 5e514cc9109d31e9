/* Many starts at one moment, and more that come late: each is to end well, and everything to be
 * applied once. */
#include "torture.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { MOST = 150, PATIENCE = 120000 };

struct race {
	const struct scenario *scenario;
	int late;           /* of 150, so many */
	const char *second; /* a schema for every other process; NULL: all at the same */
	bool both_ways;     /* every third process undoes what the others do */
};

/* So many of all are taken. */
static int share(int processes)
{
	return thorough ? processes : processes / 7;
}

static int run_race(const struct race *race, const char *what)
{
	pid_t pids[MOST];
	int lost = 0, early = share(100), all = early + share(race->late), gate[2];
	struct start start = start_of(race->scenario);
	start.options.patience = PATIENCE;
	if (pipe(gate) != 0)
		give_up("no pipe");
	for (int i = 0; i < all; i++) {
		start.gate = i < early ? gate : NULL;
		start.options.schema = race->second != NULL && i % 2 == 1 ? race->second : SCHEMA;
		start.down = race->scenario->down || (race->both_ways && i % 3 == 0);
		start.target = start.down ? FIRST : race->scenario->target;
		if (i == early) {
			usleep(500000); /* all are connected */
			close(gate[1]);
		}
		if (i >= early)
			usleep((useconds_t)(random() % 30000));
		pids[i] = begin(&start);
	}
	if (race->late == 0) {
		usleep(500000);
		close(gate[1]);
	}
	close(gate[0]);
	for (int i = 0; i < all; i++) {
		int end = end_of(pids[i], PATIENCE);
		if (end != RESTRUCT_OK)
			say_lost(race->scenario, what, "process %d: %s: %s", i, name_of_end(end),
				last_words());
		lost += end != RESTRUCT_OK;
	}
	return lost;
}

/* A process that fails is lost, and all of them are when the state is not as wanted. */
static void race(struct tally *tally, const struct race *race, const char *what)
{
	int early = share(100), all = early + share(race->late);
	prepare(race->scenario);
	if (race->second != NULL)
		drop_schema(race->second);
	int lost = run_race(race, what);
	if (race->both_ways && lost == 0 && !finishes(race->scenario, false, what))
		lost = all;
	if (lost == 0 && !is_as_wanted(race->scenario, what))
		lost = all;
	if (lost == 0 && race->second != NULL) {
		char *first = state_of(SCHEMA), *second = state_of(race->second);
		lost = is_same_state(race->scenario, what, first, second) ? 0 : all;
		free(first);
		free(second);
		drop_schema(race->second);
	}
	tally->tried += all;
	tally->lost += lost;
}

void races_transactions(struct tally *tally)
{
	static struct scenario plain = {.name = "two revisions without steps", .target = "0002"};
	learn(&plain);
	race(tally, &(struct race){.scenario = &plain}, "race");
}

void races_steps(struct tally *tally)
{
	for (size_t i = 0; i < scenario_count; i++) {
		learn(&scenarios[i]);
		race(tally, &(struct race){.scenario = &scenarios[i]}, "race");
	}
}

void races_two_schemas(struct tally *tally)
{
	learn(&scenarios[2]);
	race(tally, &(struct race){.scenario = &scenarios[2], .second = SCHEMA "_2"}, "race");
}

void races_late(struct tally *tally)
{
	for (size_t i = 0; i < 3; i += 2) {
		learn(&scenarios[i]);
		race(tally, &(struct race){.scenario = &scenarios[i], .late = 50}, "race");
	}
}

void races_both_ways(struct tally *tally)
{
	static struct scenario both = {
		.name = "upgrades and downgrades at once", .before = FIRST, .no_log = true};
	learn(&both);
	race(tally, &(struct race){.scenario = &both, .both_ways = true}, "race");
}
