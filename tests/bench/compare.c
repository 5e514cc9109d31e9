/* Times a command beside others and prints the ratios.
 *
 *     compare [-n RUNS] [-p PREPARE] [-a AIM] WHAT COMMAND {PEER COMMAND}...
 *
 * All run in turn, RUNS times each after one uncounted turn, every other turn backwards; PREPARE
 * runs before each of them and is not counted. Commands go to the shell. Prints a line for each
 * peer: what, both medians in milliseconds, the peer's name, the median of the turns' ratios
 * COMMAND / peer, and beside the first peer the aim. A command that fails ends it with status 1. */
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

enum { MOST_RUNS = 1000, MOST_SIDES = 8 };

static double now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

/* Milliseconds that a command took. */
static double run(const char *command)
{
	char *arguments[] = {"sh", "-c", (char *)command, NULL};
	pid_t child;
	int status;
	double start = now();
	if (posix_spawnp(&child, "sh", NULL, NULL, arguments, environ) != 0 ||
		waitpid(child, &status, 0) != child || status != 0) {
		fprintf(stderr, "compare: failed: %s\n", command);
		exit(1);
	}
	return now() - start;
}

static int compare_doubles(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return x < y ? -1 : x > y;
}

static double median(const double *values, int count)
{
	static double sorted[MOST_RUNS];
	memcpy(sorted, values, (size_t)count * sizeof *values);
	qsort(sorted, (size_t)count, sizeof *sorted, compare_doubles);
	return count % 2 ? sorted[count / 2] : (sorted[count / 2 - 1] + sorted[count / 2]) / 2;
}

static double median_ratio(const double *a, const double *b, int count)
{
	static double ratios[MOST_RUNS];
	for (int i = 0; i < count; i++)
		ratios[i] = a[i] / b[i];
	return median(ratios, count);
}

int main(int argc, char **argv)
{
	static double times[MOST_SIDES][MOST_RUNS];
	const char *prepare = NULL, *aim = "";
	int runs = 11, option;
	while ((option = getopt(argc, argv, "n:p:a:")) != -1) {
		if (option == 'n')
			runs = atoi(optarg);
		else if (option == 'p')
			prepare = optarg;
		else if (option == 'a')
			aim = optarg;
		else
			return 2;
	}
	int sides = (argc - optind) / 2;
	char **what = argv + optind, **commands = what + 1;
	if (sides < 2 || (argc - optind) % 2 != 0 || sides > MOST_SIDES || runs < 1 ||
		runs > MOST_RUNS) {
		fputs("usage: compare [-n RUNS] [-p PREPARE] [-a AIM] WHAT COMMAND {PEER COMMAND}...\n",
			stderr);
		return 2;
	}
	for (int turn = -1; turn < runs; turn++)
		for (int i = 0; i < sides; i++) {
			int side = turn % 2 ? sides - 1 - i : i;
			if (prepare)
				run(prepare);
			double time = run(commands[2 * side]);
			if (turn >= 0)
				times[side][turn] = time;
		}
	for (int side = 1; side < sides; side++)
		printf("%-40s %9.1f ms %9.1f ms  %-30s %6.2f  %s\n", *what, median(times[0], runs),
			median(times[side], runs), commands[2 * side - 1],
			median_ratio(times[0], times[side], runs), side == 1 ? aim : "");
	return 0;
}
