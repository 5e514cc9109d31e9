/* Allocations of a start that fail, each in turn: the library's own, and libpq's, too. */
#include "torture.h"

#include <stdio.h>
#include <stdlib.h>

#if defined(__SANITIZE_ADDRESS__) || !defined(__GLIBC__)

/* The sanitizer's own malloc cannot be made to fail. */
void memory_arm(const struct famine *famine)
{
	(void)famine;
}

bool memory_disarm(void)
{
	return false;
}

void memory_own(struct tally *tally)
{
	(void)tally;
}

void memory_for_good(struct tally *tally)
{
	(void)tally;
}

void memory_libpq(struct tally *tally)
{
	(void)tally;
}

#else

/* ---- the allocator ---- */

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);

extern char __executable_start, etext;
static struct famine famine;
static bool armed;

/* caller: where it returns. The library is in this program, libpq is not. */
static bool fails(const char *caller)
{
	bool own = caller >= &__executable_start && caller < &etext;
	if (!armed || !(own || famine.libpq))
		return false;
	famine.after--;
	return famine.for_good ? famine.after < 0 : famine.after == -1;
}

void *malloc(size_t size)
{
	return fails(__builtin_return_address(0)) ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	return fails(__builtin_return_address(0)) ? NULL : __libc_calloc(count, size);
}

void *realloc(void *block, size_t size)
{
	return fails(__builtin_return_address(0)) ? NULL : __libc_realloc(block, size);
}

void memory_arm(const struct famine *given)
{
	famine = *given;
	armed = true;
}

bool memory_disarm(void)
{
	armed = false;
	return famine.after < 0;
}

/* ---- tries ---- */

enum { LIMIT = 60000 };

/* libpq may give the connection up, or get by, and says what the server did. */
static bool ended_well(const struct famine *given, int end)
{
	return end == RESTRUCT_OK || end == RESTRUCT_MEMORY ||
	       (given->libpq && (end == RESTRUCT_CONNECTION || end == RESTRUCT_DATABASE));
}

/* 1 survived, 0 lost, -1: there is no such allocation any more. */
static int try_allocation(const struct scenario *scenario, const struct famine *given)
{
	char what[80];
	struct start start = start_of(scenario);
	snprintf(what, sizeof what, "%sallocation %ld fails%s", given->libpq ? "libpq's " : "",
		given->after, given->for_good ? " and all others" : "");
	prepare(scenario);
	start.famine = given;
	start.looks_after = !given->libpq;
	int end = end_of(begin(&start), LIMIT);
	if (end == ENDS_FED)
		return -1;
	if (!ended_well(given, end)) {
		say_lost(scenario, what, "who had no memory: %s: %s", name_of_end(end),
			last_words());
		return 0;
	}
	if (given->libpq)
		forget_signs_of_life();
	return finishes(scenario, false, what);
}

static void sweep(struct tally *tally, struct famine given, int quick, int slow)
{
	int step = step_of(quick, slow);
	for (size_t i = 0; i < scenario_count; i++) {
		int survived = 0;
		learn(&scenarios[i]);
		for (given.after = at != 0 ? at : first_of(step);
			(survived = try_allocation(&scenarios[i], &given)) >= 0;
			given.after += step) {
			tally->tried++;
			tally->lost += survived == 0;
			if (given.after == at)
				break;
		}
	}
}

void memory_own(struct tally *tally)
{
	sweep(tally, (struct famine){.libpq = false}, 61, 1);
}

void memory_for_good(struct tally *tally)
{
	sweep(tally, (struct famine){.for_good = true}, 61, 1);
}

void memory_libpq(struct tally *tally)
{
	sweep(tally, (struct famine){.libpq = true}, 397, 3);
}

#endif
