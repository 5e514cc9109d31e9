/* Times two commands side by side and prints their ratio.
 *
 *     compare [-n RUNS] [-p PREPARE] LABEL COMMAND_A COMMAND_B
 *
 * A and B run in turn, RUNS times each after one uncounted turn; PREPARE runs before each of them
 * and is not counted. Commands go to the shell. Prints one line: the label, both medians in
 * milliseconds and the median of the pairs' ratios A/B. A command that fails ends it with status
 * 1. */
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

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

static double median(double *values, int count)
{
	qsort(values, (size_t)count, sizeof *values, compare_doubles);
	return count % 2 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}

int main(int argc, char **argv)
{
	enum { MOST = 1000 };
	static double a[MOST], b[MOST], ratio[MOST];
	const char *prepare = NULL;
	int runs = 11, option;
	while ((option = getopt(argc, argv, "n:p:")) != -1) {
		if (option == 'n')
			runs = atoi(optarg);
		else if (option == 'p')
			prepare = optarg;
		else
			return 2;
	}
	if (argc - optind != 3 || runs < 1 || runs > MOST) {
		fputs("usage: compare [-n RUNS] [-p PREPARE] LABEL COMMAND_A COMMAND_B\n", stderr);
		return 2;
	}
	for (int i = -1; i < runs; i++) {
		double time[2];
		for (int side = 0; side < 2; side++) {
			if (prepare)
				run(prepare);
			time[side] = run(argv[optind + 1 + side]);
		}
		if (i < 0)
			continue;
		a[i] = time[0];
		b[i] = time[1];
		ratio[i] = time[0] / time[1];
	}
	printf("%-58s %8.1f ms %8.1f ms   ratio %.2f\n", argv[optind], median(a, runs),
		median(b, runs), median(ratio, runs));
	return 0;
}
